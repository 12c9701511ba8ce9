package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The result of {@link HjbBenchmark}.
 *
 * @param machine where it was measured
 * @param date when
 * @param command how to repeat it
 * @param rows one per case
 * @param peer what hj_reachability did in the same run
 */
public record HjbReport(String machine, String date, String command, List<HjbRow> rows, Peer peer) {

  /** Whether every case that could be solved kept its limits, and one could. */
  public boolean met() {
    List<HjbRow> solved = rows.stream().filter(row -> row.missing().isEmpty()).toList();
    return !solved.isEmpty() && solved.stream().allMatch(HjbRow::met);
  }

  /** Both tables with the sentence that says where they come from. */
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable("case", "scheme", "seconds", "million node steps/s", "result", "limits");
    for (HjbRow row : rows) {
      if (row.missing().isEmpty()) {
        table.row(
            row.name(),
            row.scheme() + (row.monotone() ? ", monotone" : ""),
            format("%.3f", row.seconds()),
            format("%.1f", row.nodeUpdatesPerS() / 1e6),
            row.metrics().stream().map(HjbReport::text).collect(Collectors.joining("; ")),
            verdict(row));
      } else {
        table.row(row.name(), "-", "-", "-", row.missing(), "not solved");
      }
    }
    return table
        + "\n"
        + peerText()
        + format("%nMeasured with `%s` on %s: %s.%n", command, date, machine);
  }

  private static String verdict(HjbRow row) {
    if (row.metrics().stream().allMatch(metric -> Double.isNaN(metric.limit()))) {
      return "-";
    }
    return row.met() ? "kept" : "**missed**";
  }

  private String peerText() {
    if (!peer.skipped().isEmpty()) {
      return "hj_reachability was left out: " + peer.skipped() + ".\n";
    }
    MarkdownTable table =
        new MarkdownTable("case", "seconds", "seconds of compiling before", "result");
    for (Peer.Row row : peer.rows()) {
      table.row(
          row.name(),
          format("%.3f", row.seconds()),
          format("%.1f", row.compilingSeconds()),
          row.errors().entrySet().stream()
              .map(error -> error.getKey() + " " + format("%.3g", error.getValue()))
              .collect(Collectors.joining("; ")));
    }
    return peer.tool() + ":\n\n" + table;
  }

  static String text(HjbMetric metric) {
    String value = metric.name() + " " + format("%.3g", metric.value());
    if (Double.isNaN(metric.limit())) {
      return value;
    }
    String limit = (metric.atLeast() ? "≥ " : "≤ ") + format("%.3g", metric.limit());
    return value + " (" + limit + (metric.met() ? ")" : ", missed)");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
