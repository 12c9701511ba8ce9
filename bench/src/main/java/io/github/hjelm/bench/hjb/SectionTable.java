package io.github.hjelm.bench.hjb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of one section as a table, for a document and for a page: a column per measure, or a
 * line per measure where there is only one row.
 */
record SectionTable(List<String> header, List<List<Cell>> lines) {

  /** What a cell says of a limit. */
  enum Mark {
    NONE,
    KEPT,
    MISSED
  }

  /** One cell. */
  record Cell(String text, Mark mark) {

    static Cell plain(String text) {
      return new Cell(text, Mark.NONE);
    }

    /** The value with its limit, and how far it is from it where it is missed. */
    static Cell of(HjbMetric metric) {
      String value = Numbers.of(metric.value());
      if (!metric.judged()) {
        return plain(value);
      }
      return metric.met()
          ? new Cell(value + " (" + metric.limitText() + ")", Mark.KEPT)
          : new Cell(value + " (" + metric.limitText() + ", " + metric.excess() + ")", Mark.MISSED);
    }
  }

  static SectionTable of(List<HjbRow> rows) {
    return rows.size() == 1 ? upright(rows.get(0)) : across(rows);
  }

  private static SectionTable upright(HjbRow row) {
    List<List<Cell>> lines = new ArrayList<>();
    for (HjbMetric metric : row.metrics()) {
      lines.add(List.of(Cell.plain(metric.name()), Cell.of(metric)));
    }
    if (!row.missing().isEmpty()) {
      lines.add(List.of(Cell.plain("not measured"), new Cell(row.missing(), Mark.MISSED)));
    }
    double seconds = row.number("seconds");
    if (!Double.isNaN(seconds) && Double.isNaN(row.metric("seconds"))) {
      lines.add(List.of(Cell.plain("seconds"), Cell.plain(Numbers.of(seconds))));
    }
    if (!row.how().isEmpty()) {
      lines.add(List.of(Cell.plain("by"), Cell.plain(row.how())));
    }
    return new SectionTable(List.of(row.name(), ""), lines);
  }

  private static SectionTable across(List<HjbRow> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> row.metrics().forEach(metric -> names.add(metric.name())));
    names.remove("seconds");
    List<String> header = new ArrayList<>(List.of("", "by"));
    header.addAll(names);
    header.add("seconds");
    boolean timed = rows.stream().anyMatch(row -> !Double.isNaN(row.number("seconds")));
    if (!timed) {
      header.remove(header.size() - 1);
    }
    List<List<Cell>> lines = new ArrayList<>();
    for (HjbRow row : rows) {
      List<Cell> line = new ArrayList<>(List.of(Cell.plain(row.name()), how(row)));
      names.forEach(name -> line.add(cell(row, name)));
      if (timed) {
        Cell judged = cell(row, "seconds");
        double seconds = row.number("seconds");
        line.add(
            judged.text().isEmpty() && !Double.isNaN(seconds)
                ? Cell.plain(Numbers.of(seconds))
                : judged);
      }
      lines.add(line);
    }
    return new SectionTable(header, lines);
  }

  private static Cell how(HjbRow row) {
    return row.missing().isEmpty()
        ? Cell.plain(row.how())
        : new Cell("not measured: " + row.missing(), Mark.MISSED);
  }

  private static Cell cell(HjbRow row, String name) {
    return row.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .map(Cell::of)
        .orElse(Cell.plain(""));
  }
}
