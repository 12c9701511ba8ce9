package io.github.hjelm.export.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table as the documentation has them. */
public final class MarkdownTable {

  private final List<String[]> lines = new ArrayList<>();

  public MarkdownTable(String... header) {
    lines.add(escaped(header));
  }

  /** Adds a row; a cell may hold any text. */
  public void row(String... cells) {
    if (cells.length != lines.get(0).length) {
      throw new IllegalArgumentException(
          cells.length + " cells under " + lines.get(0).length + " headings");
    }
    lines.add(escaped(cells));
  }

  /** An absolute value would end its cell. */
  private static String[] escaped(String[] cells) {
    return Stream.of(cells).map(cell -> cell.replace("|", "\\|")).toArray(String[]::new);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("| ").append(String.join(" | ", lines.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|---".repeat(lines.get(0).length)).append("|\n");
      }
    }
    return text.toString();
  }
}
