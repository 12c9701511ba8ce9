package io.github.hjelm.controller.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Notices that a file, or anything in a folder, has been changed: when two looks in a row see the
 * same, and other than before, nobody is writing any more. What is compared are names, sizes and
 * times; whoever is told looks into the file.
 *
 * <p>One thread.
 */
public final class SettledChange {

  private static final int MAX_DEPTH = 5;

  private final Path path;
  private List<String> known;
  private List<String> before;

  /** Takes what is there now for known. */
  public SettledChange(Path path) {
    this.path = path;
    known = seen();
    before = known;
  }

  /** To be called about once a second; true once for every change that has come to rest. */
  public boolean look() {
    List<String> now = seen();
    boolean rests = now.equals(before);
    before = now;
    if (!rests || now.equals(known)) {
      return false;
    }
    known = now;
    // What is gone, or half copied, is not a change to act on.
    return !now.isEmpty();
  }

  /** Whether all is as it was when that was taken for known. */
  public boolean isAsKnown() {
    return seen().equals(known);
  }

  /** One line for each file; none where nothing can be seen. */
  private List<String> seen() {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(path, MAX_DEPTH)) {
      for (Path file : walk.sorted().toList()) {
        BasicFileAttributes is =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!is.isDirectory()) {
          lines.add(
              path.relativize(file)
                  + " "
                  + is.size()
                  + " "
                  + is.lastModifiedTime().toMillis()
                  + " "
                  + is.fileKey());
        }
      }
      return lines;
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
