package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.report.MarkdownTable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of {@link HjbBenchmark}.
 *
 * @param machine where it was measured
 * @param date when
 * @param command how to repeat it
 * @param revision of the sources; empty when nobody knows
 * @param quick whether sizes were too small for the limits to mean anything
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

  /** A line per row and a sentence that says where they come from. */
  public String markdown() {
    MarkdownTable table = new MarkdownTable("row", "how", "seconds", "result", "limits");
    for (HjbRow row : rows) {
      if (row.missing().isEmpty()) {
        double seconds = row.number("seconds");
        table.row(
            row.name(),
            row.how(),
            Double.isNaN(seconds) ? "" : Numbers.of(seconds),
            row.metrics().stream().map(HjbReport::text).collect(Collectors.joining("; ")),
            verdict(row));
      } else {
        table.row(row.name(), "", "", "not measured: " + row.missing(), "**not measured**");
      }
    }
    return table + "\n" + peerText() + "\n" + origin() + "\n";
  }

  /** {@code Measured with … on …}. */
  String origin() {
    return "Measured with `%s`%s on %s: %s.%s"
        .formatted(
            command,
            revision.isEmpty() ? "" : " at revision " + revision,
            date,
            machine,
            quick ? " Sizes were small, to try the benchmark: limits do not hold for them." : "");
  }

  /** Which other tool took turns. */
  String peerText() {
    return peer.skipped().isEmpty()
        ? "In turns with it: %s. Seconds are medians, without compiling.".formatted(peer.tool())
        : "hj_reachability was left out: " + peer.skipped() + ".";
  }

  /** In one or a few words. */
  static String verdict(HjbRow row) {
    if (!row.missing().isEmpty()) {
      return "not measured";
    }
    return !row.judged() ? "" : row.met() ? "kept" : "**missed**";
  }

  private static String text(HjbMetric metric) {
    String value = metric.name() + " " + Numbers.of(metric.value());
    if (!metric.judged()) {
      return value;
    }
    String excess = metric.excess();
    return "%s (%s%s)".formatted(value, metric.limitText(), excess.isEmpty() ? "" : ", " + excess);
  }
}
