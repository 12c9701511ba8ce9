package io.github.hjelm.controller.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The closed segments of one robot, those of earlier flights included. The oldest go when the ones
 * after them reach far enough back: what counts is the time that was recorded, so that a night in
 * which nothing was does not take yesterday's incident away. Writing thread.
 */
final class SegmentRing {

  private record Closed(Path path, long bytes, long ms) {}

  private final long keepMs;
  private final long maxBytes;
  private final Deque<Closed> oldestFirst = new ArrayDeque<>();

  /**
   * @param maxBytes of all closed segments together; the next one may come on top
   */
  SegmentRing(long keepMs, long maxBytes) {
    this.keepMs = keepMs;
    this.maxBytes = maxBytes;
  }

  /** Takes up what lies there from before. */
  void find(Path folder, String robot) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted(Comparator.comparing(file -> file.getFileName().toString())).toList();
    }
    for (Path file : files) {
      Optional<SegmentName> name = SegmentName.of(file);
      if (name.isPresent() && name.get().robot().equals(robot)) {
        long endMs = Files.getLastModifiedTime(file).toMillis();
        closed(file, Files.size(file), endMs - name.get().beganMs());
      }
    }
  }

  /** One more is closed. */
  void closed(Path path, long bytes, long ms) {
    oldestFirst.addLast(new Closed(path, bytes, Math.max(0, ms)));
  }

  /** Deletes what is not needed any more; what cannot be deleted is tried again the next time. */
  void prune() {
    long ms = 0;
    long bytes = 0;
    Iterator<Closed> newestFirst = oldestFirst.descendingIterator();
    while (newestFirst.hasNext()) {
      Closed one = newestFirst.next();
      bytes += one.bytes();
      if ((ms >= keepMs || bytes > maxBytes) && isDeleted(one.path())) {
        newestFirst.remove();
      }
      ms += one.ms();
    }
  }

  private static boolean isDeleted(Path path) {
    try {
      Files.deleteIfExists(path);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
