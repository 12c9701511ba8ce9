package io.github.hjelm.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all. */
public final class ResultFile {

  private ResultFile() {}

  /**
   * Replaces a file, which stays as it was when there is no room for the new one.
   *
   * @throws IOException with a sentence that names the file
   */
  public static void write(Path file, byte[] content) throws IOException {
    // A device or a pipe cannot be replaced by a file.
    boolean replaceable = !Files.exists(file) || Files.isRegularFile(file);
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (replaceable) {
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.write(file, content);
      }
    } catch (IOException e) {
      if (replaceable) {
        Files.deleteIfExists(beside);
      }
      throw new IOException(file + " cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
