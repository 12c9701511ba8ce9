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
    String begin = "<!-- " + name + " -->";
    String end = "<!-- /" + name + " -->";
    String text = Files.readString(document);
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(document + " has no section between " + begin + " and " + end);
    }
    Files.writeString(
        document, text.substring(0, from + begin.length()) + "\n" + content + text.substring(to));
  }
}
