package io.github.hjelm.bench.policies;

import io.github.hjelm.export.report.MarkdownTable;
import java.util.List;
import java.util.Map;

/**
 * The result of {@link PolicyBenchmark}.
 *
 * @param machine where it was measured
 * @param date when
 * @param command how to repeat it
 * @param revision of the sources; empty when nobody knows
 * @param quick whether training was too short for limits to mean anything
 * @param incomplete whether cells are missing
 * @param throughput how PyTorch took part, or why it was left out
 * @param missing why cells are missing, by cell
 */
public record PolicyReport(
    String machine,
    String date,
    String command,
    String revision,
    boolean quick,
    boolean incomplete,
    List<Limit> limits,
    List<PolicyRow> rows,
    String throughput,
    Map<String, String> missing) {

  private static final int NAMED = 12;

  /** Whether everything is there and keeps its limits. */
  public boolean met() {
    return !incomplete && limits.stream().allMatch(Limit::met);
  }

  /** {@code 41 of 43 limits are kept.} */
  String verdict() {
    List<Limit> judged = limits.stream().filter(Limit::judged).toList();
    long kept = judged.stream().filter(Limit::met).count();
    String said =
        quick
            ? "Training was short, to try the benchmark, so nothing is held against a limit."
            : kept + " of " + judged.size() + " limits are kept.";
    return incomplete
        ? "Incomplete: %d cells are missing. %s".formatted(missing.size(), said)
        : said;
  }

  /** Each limit that is missed and each cell that is missing, in a sentence. */
  List<String> complaints() {
    List<String> missed =
        limits.stream()
            .filter(limit -> !limit.met())
            .map(
                limit ->
                    "%s%s is %s, the limit is %s (%s)."
                        .formatted(
                            limit.task().isEmpty() ? "" : limit.task() + ": ",
                            limit.name(),
                            limit.valueText(),
                            limit.limitText(),
                            limit.detail()))
            .toList();
    List<String> absent =
        missing.entrySet().stream()
            .limit(NAMED)
            .map(entry -> "missing: " + entry.getKey() + " (" + entry.getValue() + ").")
            .toList();
    List<String> more =
        missing.size() > NAMED
            ? List.of("and %d more.".formatted(missing.size() - NAMED))
            : List.of();
    return java.util.stream.Stream.of(missed, absent, more).flatMap(List::stream).toList();
  }

  List<String> tasks() {
    return rows.stream().map(PolicyRow::task).distinct().toList();
  }

  List<PolicyRow> rows(String task) {
    return rows.stream().filter(row -> row.task().equals(task)).toList();
  }

  /** Limits, then a table per task, and a sentence that says where they come from. */
  public String markdown() {
    StringBuilder text = new StringBuilder(verdict()).append("\n\n");
    complaints().forEach(complaint -> text.append("* ").append(complaint).append('\n'));
    MarkdownTable table = new MarkdownTable("task", "what", "value", "limit", "", "made of");
    for (Limit limit : limits) {
      table.row(
          limit.task(),
          limit.name(),
          limit.valueText(),
          limit.limitText(),
          limit.met() ? limit.verdict() : "**missed**",
          limit.detail());
    }
    text.append('\n').append(table);
    for (String task : tasks()) {
      text.append("\n### ").append(task).append("\n\n").append(table(task));
    }
    return text.append('\n')
        .append(throughput)
        .append('\n')
        .append(origin())
        .append('\n')
        .toString();
  }

  private MarkdownTable table(String task) {
    MarkdownTable table = new MarkdownTable(PolicyPage.COLUMNS.toArray(String[]::new));
    rows(task).forEach(row -> table.row(PolicyPage.cells(row).toArray(String[]::new)));
    return table;
  }

  /** {@code Measured with … on …}. */
  String origin() {
    return "Measured with `%s`%s on %s: %s."
        .formatted(command, revision.isEmpty() ? "" : " at revision " + revision, date, machine);
  }
}
