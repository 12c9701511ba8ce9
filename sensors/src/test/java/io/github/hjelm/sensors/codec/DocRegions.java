package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a document that are made from code. They stand between {@code <!-- begin NAME -->}
 * and {@code <!-- end NAME -->}; a stale one fails, {@code -Dhjelm.write-docs} writes it anew.
 */
final class DocRegions {

  private DocRegions() {}

  static void check(Path document, Map<String, String> regions) throws IOException {
    String before = Files.readString(document);
    String after = before;
    for (Map.Entry<String, String> region : regions.entrySet()) {
      String begin = "<!-- begin " + region.getKey() + " -->\n";
      String end = "<!-- end " + region.getKey() + " -->";
      int from = after.indexOf(begin);
      int to = after.indexOf(end);
      assertTrue(from >= 0 && to > from, document + " has no region " + region.getKey());
      after = after.substring(0, from + begin.length()) + region.getValue() + after.substring(to);
    }
    if (System.getProperty("hjelm.write-docs") != null) {
      Files.writeString(document, after);
    } else {
      assertEquals(
          after, before, document + " is stale; run the test again with -Dhjelm.write-docs");
    }
  }

  /** The Javadoc of each constant of a type, in one line of Markdown, by the constant's name. */
  static Map<String, String> constants(Class<?> type) throws IOException {
    Path source =
        Path.of("src", "main", "java").resolve(type.getName().replace('.', '/') + ".java");
    Pattern constant =
        Pattern.compile(
            "/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s+(?:public static final int )?([A-Z_0-9]+)\\b");
    Map<String, String> meanings = new LinkedHashMap<>();
    Matcher matcher = constant.matcher(Files.readString(source));
    while (matcher.find()) {
      String text =
          matcher
              .group(1)
              .replaceAll("\\n\\s*\\* ?", " ")
              .replaceAll("\\{@code ([^}]*)}", "`$1`")
              .replaceAll("\\{@link #?([^}]*)}", "`$1`")
              .strip();
      meanings.put(matcher.group(2), text);
    }
    return meanings;
  }

  /** A row of a Markdown table. */
  static String row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(String.format(Locale.ROOT, " %s |", cell));
    }
    return row.append('\n').toString();
  }

  /** A table's head. */
  static String head(Object... cells) {
    return row(cells) + "|" + "---|".repeat(cells.length) + "\n";
  }

  /** The text of a fenced block of a document, by its language. */
  static String block(Path document, String language) throws IOException {
    String text = Files.readString(document);
    String begin = "```" + language + "\n";
    int from = text.indexOf(begin);
    assertTrue(from >= 0, document + " has no block of " + language);
    return text.substring(from + begin.length(), text.indexOf("```", from + begin.length()));
  }
}
