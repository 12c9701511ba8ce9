package io.github.hjelm.export.hjb.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A folder that appears whole or not at all: it is written under another name beside its place and
 * moved there in one step.
 */
public final class WholeFolder {

  /** Writes the files of a folder. */
  @FunctionalInterface
  public interface Content {
    void writeInto(Path folder) throws IOException;
  }

  private WholeFolder() {}

  /** Why nothing can be written there, in one sentence, or empty. Touches nothing. */
  public static Optional<String> obstacle(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        return files.iterator().hasNext()
            ? Optional.of(
                "the folder " + folder + " exists and is not empty; remove it or choose another")
            : Optional.empty();
      }
    }
    if (Files.exists(folder)) {
      return Optional.of(folder + " is a file, not a folder; choose another");
    }
    Path above = folder.toAbsolutePath().normalize().getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && Files.isDirectory(above) && Files.isWritable(above)
        ? Optional.empty()
        : Optional.of("the folder " + folder + " cannot be made: " + above + " is not writable");
  }

  /** Writes it; when that fails, nothing is left. The folder may exist if it is empty. */
  public static void write(Path folder, Content content) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    Path parent = place.getParent();
    if (parent == null) {
      throw new IOException(folder + " is the root of a file system; choose a folder below it");
    }
    Files.createDirectories(parent);
    Path unfinished = Files.createTempDirectory(parent, "." + place.getFileName() + ".unfinished-");
    boolean moved = false;
    try {
      content.writeInto(unfinished);
      Files.deleteIfExists(place);
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
      moved = true;
    } finally {
      if (!moved) {
        delete(unfinished);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
