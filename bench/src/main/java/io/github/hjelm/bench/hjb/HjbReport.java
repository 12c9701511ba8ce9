package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.hjb.SectionTable.Cell;
import io.github.hjelm.bench.hjb.SectionTable.Mark;
import io.github.hjelm.export.report.MarkdownTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of {@link HjbBenchmark}.
 *
 * @param machine where it was measured
 * @param date when
 * @param command how to repeat it
 * @param revision of the sources; empty when nobody knows
 * @param quick whether sizes were too small for limits to mean anything; there are none then
 * @param peer what hj_reachability was, or why it was left out
 */
public record HjbReport(
    String machine,
    String date,
    String command,
    String revision,
    boolean quick,
    List<HjbRow> rows,
    Peer.Note peer) {

  /** Whether every row that could be measured kept its limits, and one could. */
  public boolean met() {
    List<HjbRow> measured = rows.stream().filter(row -> row.missing().isEmpty()).toList();
    return !measured.isEmpty() && measured.stream().allMatch(HjbRow::met);
  }

  /** The rows of each section, in their order. */
  Map<String, List<HjbRow>> sections() {
    Map<String, List<HjbRow>> sections = new LinkedHashMap<>();
    for (HjbRow row : rows) {
      sections.computeIfAbsent(row.section(), name -> new ArrayList<>()).add(row);
    }
    return sections;
  }

  /** {@code 41 of 43 limits are kept.} */
  String verdict() {
    List<HjbMetric> judged =
        rows.stream().flatMap(row -> row.metrics().stream()).filter(HjbMetric::judged).toList();
    long kept = judged.stream().filter(HjbMetric::met).count();
    long missing = rows.stream().filter(row -> !row.missing().isEmpty()).count();
    return (quick
            ? "Sizes were small, to try the benchmark, so nothing is held against a limit."
            : kept + " of " + judged.size() + " limits are kept.")
        + (missing == 0 ? "" : " Not measured: " + missing + ".");
  }

  /** Each limit that is missed and each row that is missing, in a sentence. */
  List<String> complaints() {
    List<String> all = new ArrayList<>();
    for (HjbRow row : rows) {
      if (!row.missing().isEmpty()) {
        all.add(row.name() + " was not measured: " + row.missing() + ".");
      }
      for (HjbMetric metric : row.metrics()) {
        if (!metric.met()) {
          all.add(
              "%s: %s is %s, the limit is %s (%s)."
                  .formatted(
                      row.name(),
                      metric.name(),
                      Numbers.of(metric.value()),
                      metric.limitText(),
                      metric.excess()));
        }
      }
    }
    return all;
  }

  /** A table per section and a sentence that says where they come from. */
  public String markdown() {
    StringBuilder text = new StringBuilder(verdict()).append("\n\n");
    complaints().forEach(complaint -> text.append("* ").append(complaint).append('\n'));
    for (List<HjbRow> section : sections().values()) {
      SectionTable table = SectionTable.of(section);
      MarkdownTable lines = new MarkdownTable(table.header().toArray(String[]::new));
      for (List<Cell> line : table.lines()) {
        lines.row(line.stream().map(HjbReport::written).toArray(String[]::new));
      }
      text.append('\n').append(lines);
    }
    return text.append('\n')
        .append(peerText())
        .append('\n')
        .append(origin())
        .append('\n')
        .toString();
  }

  private static String written(Cell cell) {
    return cell.mark() == Mark.MISSED ? "**" + cell.text() + "**" : cell.text();
  }

  /** {@code Measured with … on …}. */
  String origin() {
    return "Measured with `%s`%s on %s: %s."
        .formatted(command, revision.isEmpty() ? "" : " at revision " + revision, date, machine);
  }

  /** Which other tool took turns. */
  String peerText() {
    return peer.skipped().isEmpty()
        ? "In turns with it: %s. Seconds are medians, without compiling.".formatted(peer.tool())
        : "hj_reachability was left out: " + peer.skipped() + ".";
  }
}
