package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.duet.CapacitySearch;
import io.github.hjelm.bench.measure.Counts;
import io.github.hjelm.bench.stats.Interval;
import io.github.hjelm.bench.stats.Trend;
import io.github.hjelm.export.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report for people, as Markdown. */
public final class LatencyText {

  /** What marks mean. */
  static final String LEGEND =
      "Service time counts from when the observation left, response time from when it was due. All"
          + " slices, and in parentheses the quiet ones: control process below 200 µs, nothing"
          + " stolen. ~ the machine alone was as late; ? fewer samples than the percentile needs; -"
          + " too few for any estimate.";

  /** What rounding leaves of a zero. */
  private static final double NOTHING = 1e-9;

  private LatencyText() {}

  /** All of it. */
  public static String of(LatencyReport report) {
    StringBuilder text = new StringBuilder(verdict(report)).append("\n\n");
    report.invalid().forEach(reason -> text.append("* **").append(reason).append("**\n"));
    report.notes().forEach(note -> text.append("* ").append(oneLine(note)).append('\n'));
    text.append('\n').append(targets(report));
    for (WorkloadReport workload : report.workloads()) {
      text.append("\n**").append(title(workload)).append("**\n\n");
      text.append(latencies(workload)).append('\n');
      text.append(CostTable.of(workload)).append('\n');
      workload.cpuPressure().ifPresent(its -> text.append(its.written()).append("\n\n"));
      if (!workload.ratios().isEmpty() || !workload.same().isEmpty()) {
        text.append(ratios(workload)).append('\n');
      }
      if (!workload.capacity().isEmpty()) {
        text.append(capacity(workload)).append('\n');
      }
    }
    return text.append(LEGEND).append("\n\n").append(report.origin()).append('\n').toString();
  }

  /** The outcome alone: what was set out for, and how each stack did. */
  public static String summary(LatencyReport report) {
    StringBuilder text = new StringBuilder(verdict(report)).append("\n\n");
    report.invalid().forEach(reason -> text.append("* ").append(oneLine(reason)).append('\n'));
    text.append('\n').append(targets(report)).append('\n');
    for (WorkloadReport workload : report.workloads()) {
      text.append("**").append(title(workload)).append("**\n\n");
      text.append(workload.capacity().isEmpty() ? outcome(workload) : capacity(workload));
      text.append('\n');
    }
    return text.append(report.origin()).append('\n').toString();
  }

  private static MarkdownTable targets(LatencyReport report) {
    MarkdownTable table = new MarkdownTable("target", "wanted", "measured", "");
    Targets.of(report)
        .forEach(line -> table.row(line.what(), line.wanted(), line.measured(), line.verdict()));
    return table;
  }

  private static MarkdownTable outcome(WorkloadReport workload) {
    MarkdownTable table =
        new MarkdownTable(
            "stack",
            "service p50 µs",
            "service p99 µs",
            "response p99 µs",
            "late %",
            "ours over it, p50",
            "CPU s per 1000",
            "MB resident",
            "start s");
    for (StackReport stack : workload.stacks()) {
      if (stack.all().slices() > 0) {
        table.row(
            stack.name(),
            marked(StackReport.percentile(stack.all().service(), "p50")),
            marked(StackReport.percentile(stack.all().service(), "p99")),
            marked(StackReport.percentile(stack.all().response(), "p99")),
            String.format(Locale.ROOT, "%.2g", 100 * stack.all().counts().missRatio()),
            headline(workload, stack),
            small(stack.cpuSecondsPerThousand()),
            number(stack.residentMb()),
            number(workload.startSeconds().getOrDefault(stack.name(), Double.NaN)));
      }
    }
    return table;
  }

  private static String headline(WorkloadReport workload, StackReport stack) {
    return Stream.concat(workload.ratios().stream(), workload.same().stream())
        .filter(line -> line.other().equals(stack.name()))
        .filter(line -> line.what().equals(RatioLine.HEADLINE))
        .findFirst()
        .map(line -> interval(line.interval()))
        .orElse("");
  }

  /** In a sentence. */
  static String verdict(LatencyReport report) {
    return report.valid()
        ? "Valid: the bench was in time, nobody ended early, and the same stack under two names"
            + " showed no difference."
        : "INVALID: what follows must not be believed.";
  }

  static String title(WorkloadReport workload) {
    return "%s %s: %s%s, %d rounds%s"
        .formatted(
            workload.id(),
            workload.purpose(),
            workload.network().isEmpty() ? "" : workload.network() + ", ",
            workload.load(),
            workload.rounds(),
            workload.believed() ? "" : " (INVALID)");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\n\\s*", " / ");
  }

  private static MarkdownTable latencies(WorkloadReport workload) {
    MarkdownTable table =
        new MarkdownTable(
            "stack",
            "n",
            "service p50 µs",
            "response p50 µs",
            "service p99 µs",
            "response p99 µs",
            "response p99.9 µs",
            "control p99.9 µs",
            "misses % (longest run)");
    for (StackReport stack : workload.stacks()) {
      if (stack.all().slices() == 0) {
        continue;
      }
      table.row(
          stack.name() + (stack.ended().isEmpty() ? "" : " (ended)"),
          "%d (%d)".formatted(n(stack.all()), n(stack.quiet())),
          both(stack, "p50", true),
          both(stack, "p50", false),
          both(stack, "p99", true),
          both(stack, "p99", false),
          both(stack, "p99.9", false),
          number(StackReport.percentile(stack.all().control(), "p99.9").us()),
          misses(stack));
    }
    return table;
  }

  private static long n(StackReport.Figures figures) {
    return figures.counts().counted();
  }

  private static String both(StackReport stack, String percentile, boolean service) {
    Percentile all =
        StackReport.percentile(
            service ? stack.all().service() : stack.all().response(), percentile);
    Percentile quiet =
        StackReport.percentile(
            service ? stack.quiet().service() : stack.quiet().response(), percentile);
    return marked(all) + (n(stack.quiet()) == 0 ? "" : " (" + marked(quiet) + ")");
  }

  /** With ~ and ?. */
  static String marked(Percentile one) {
    if (Double.isNaN(one.us())) {
      return "-";
    }
    return number(one.us()) + (one.machineLimited() ? "~" : "") + (one.solid() ? "" : "?");
  }

  private static String misses(StackReport stack) {
    Counts counts = stack.all().counts();
    return String.format(Locale.ROOT, "%.2g (%d)", 100 * counts.missRatio(), counts.longestMiss());
  }

  private static MarkdownTable ratios(WorkloadReport workload) {
    RatioTable ratios = RatioTable.of(workload);
    List<String> header = new ArrayList<>(List.of("ours over"));
    header.addAll(ratios.figures());
    header.add("verdict");
    MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
    for (RatioTable.Row row : ratios.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.other()));
      row.lines().forEach(line -> cells.add(interval(line.interval())));
      cells.add(row.verdict());
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static MarkdownTable capacity(WorkloadReport workload) {
    MarkdownTable table =
        new MarkdownTable(
            "stack", "highest rate with ≤ 0.1 % misses (quiet)", "misses % by rate in Hz (quiet)");
    workload
        .capacity()
        .forEach(
            (stack, points) ->
                table.row(
                    stack,
                    highest(points),
                    String.join(", ", points.stream().map(LatencyText::point).toList())));
    return table;
  }

  /** {@code 250 Hz (4000 Hz)}: the highest rate, and that of quiet slices. */
  static String highest(List<CapacitySearch.Point> points) {
    return String.format(
        Locale.ROOT,
        "%.0f Hz (%.0f Hz)",
        CapacitySearch.highestHz(points),
        CapacitySearch.highestWhenQuietHz(points));
  }

  private static String point(CapacitySearch.Point point) {
    String quiet =
        Double.isNaN(point.quietMissRatio())
            ? "-"
            : String.format(Locale.ROOT, "%.2g", 100 * point.quietMissRatio());
    return String.format(
        Locale.ROOT,
        "%.0f: %.2g (%s)%s",
        point.rateHz(),
        100 * point.missRatio(),
        quiet,
        point.generatorLate() ? " bench late" : "");
  }

  /** {@code 0.62 [0.60, 0.65]}. */
  static String interval(Interval interval) {
    if (Double.isNaN(interval.ratio())) {
      return "-";
    }
    return String.format(
        Locale.ROOT, "%.3f [%.3f, %.3f]", interval.ratio(), interval.lower(), interval.upper());
  }

  /** {@code 0.12 [-0.3, 0.5]}. */
  static String trend(Trend trend) {
    return Double.isNaN(trend.slope())
        ? "-"
        : "%s [%s, %s]".formatted(small(trend.slope()), small(trend.lower()), small(trend.upper()));
  }

  /** Three digits or so. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, value < 99.95 ? "%.1f" : "%.0f", value);
  }

  static String small(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return Math.abs(value) < NOTHING ? "0" : String.format(Locale.ROOT, "%.3g", value);
  }
}
