package io.github.hjelm.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document between two markers, which a benchmark writes. */
public final class GeneratedSection {

  private GeneratedSection() {}

  /**
   * Replaces what stands between {@code <!-- name -->} and {@code <!-- /name -->}.
   *
   * @throws IOException when the file cannot be read or written, or has no such markers
   */
  public static void replace(Path document, String name, String content) throws IOException {
    require(document, name);
    String text = Files.readString(document);
    String begin = begin(name);
    int from = text.indexOf(begin);
    int to = text.indexOf(end(name));
    Files.writeString(
        document, text.substring(0, from + begin.length()) + "\n" + content + text.substring(to));
  }

  /**
   * Checks beforehand that {@link #replace} will find its place.
   *
   * @throws IOException when the file cannot be read, or has no such markers
   */
  public static void require(Path document, String name) throws IOException {
    String text = Files.readString(document);
    int from = text.indexOf(begin(name));
    if (from < 0 || text.indexOf(end(name)) < from) {
      throw new IOException(
          document + " has no section between " + begin(name) + " and " + end(name));
    }
  }

  private static String begin(String name) {
    return "<!-- " + name + " -->";
  }

  private static String end(String name) {
    return "<!-- /" + name + " -->";
  }
}
