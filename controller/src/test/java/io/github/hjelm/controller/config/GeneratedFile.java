package io.github.hjelm.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, or a part of one, that a test keeps as the code is. */
final class GeneratedFile {

  private GeneratedFile() {}

  /** Compares a file with a text, or writes it where {@code -Dhjelm.write-docs=true} asks so. */
  static void assertCurrent(Path file, String text, Class<?> test) throws IOException {
    if (Boolean.getBoolean("hjelm.write-docs")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
      return;
    }
    assertEquals(
        text,
        Files.readString(file),
        file
            + " is stale, write it again with: mvn test -pl controller -am -Dtest="
            + test.getSimpleName()
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dhjelm.write-docs=true");
  }

  /** The same of what stands between two markers. */
  static void assertPartCurrent(Path file, String name, String part, Class<?> test)
      throws IOException {
    String page = Files.readString(file);
    String begin = "<!-- begin " + name + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- end " + name + " -->");
    assertTrue(
        page.contains(begin) && to >= from, () -> file + " has lost the markers of its " + name);
    assertCurrent(file, page.substring(0, from) + part + page.substring(to), test);
  }
}
