package io.github.hjelm.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table in a document that a test keeps as the code is. */
public final class GeneratedTable {

  private static final Path README = Path.of("README.md");

  private GeneratedTable() {}

  /**
   * Compares what stands between the markers of that name with a text, or writes it there where
   * {@code -Dhjelm.write-docs=true} asks for it.
   */
  public static void assertCurrent(String name, String test, String table) throws IOException {
    String page = Files.readString(README);
    String begin = "<!-- begin " + name + " -->\n";
    int from = page.indexOf(begin);
    int to = page.indexOf("<!-- end " + name + " -->");
    assertTrue(from >= 0 && to > from, "README.md has lost the markers of its " + name);
    String before = page.substring(0, from + begin.length());
    if (Boolean.getBoolean("hjelm.write-docs")) {
      Files.writeString(README, before + table + page.substring(to));
      return;
    }
    assertEquals(
        table,
        page.substring(before.length(), to),
        "README.md is stale, write it again with: mvn test -pl model-export -am -Dtest="
            + test
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dhjelm.write-docs=true");
  }
}
