package io.github.hjelm.bench.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Context switches of a process, thread by thread: the system adds them up for no process, and the
 * sum over its threads would fall whenever one of them ends.
 *
 * @param byThread by the thread's number
 */
public record ThreadSwitches(Map<String, ContextSwitches> byThread) {

  private static final String VOLUNTARY = "voluntary_ctxt_switches:";
  private static final String INVOLUNTARY = "nonvoluntary_ctxt_switches:";

  public ThreadSwitches {
    byThread = Map.copyOf(byThread);
  }

  /** Reads them; empty when no thread tells. */
  static Optional<ThreadSwitches> read(Path process) {
    Map<String, ContextSwitches> all = new HashMap<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        switches(thread.resolve("status"))
            .ifPresent(its -> all.put(thread.getFileName().toString(), its));
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // the process has ended, or this is not Linux
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(new ThreadSwitches(all));
  }

  private static Optional<ContextSwitches> switches(Path status) {
    long voluntary = -1;
    long involuntary = -1;
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(VOLUNTARY)) {
          voluntary = Long.parseLong(line.substring(VOLUNTARY.length()).strip());
        } else if (line.startsWith(INVOLUNTARY)) {
          involuntary = Long.parseLong(line.substring(INVOLUNTARY.length()).strip());
        }
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // the thread has ended meanwhile
    }
    return voluntary < 0 || involuntary < 0
        ? Optional.empty()
        : Optional.of(new ContextSwitches(voluntary, involuntary));
  }

  /**
   * Of all threads since then. What a thread that has ended did after that is lost; one that has
   * begun counts in full, and so does one that was given the number of another.
   */
  public ContextSwitches since(ThreadSwitches before) {
    ContextSwitches sum = ContextSwitches.NONE;
    for (Map.Entry<String, ContextSwitches> thread : byThread.entrySet()) {
      ContextSwitches then = before.byThread.getOrDefault(thread.getKey(), ContextSwitches.NONE);
      sum = sum.plus(thread.getValue().since(then));
    }
    return sum;
  }
}
