package io.github.hjelm.bench.latency;

import static io.github.hjelm.export.report.Html.escaped;

import io.github.hjelm.export.report.Html;
import io.github.hjelm.export.report.Plot;
import java.util.List;

/** A report as one HTML file that needs nothing beside it. */
public final class LatencyPage {

  private LatencyPage() {}

  /** The page. */
  public static String of(LatencyReport report) {
    StringBuilder page = new StringBuilder(Html.head("Hjelm: latency benchmark"));
    page.append("<style>td.limited { color: #999999 } .wide { overflow-x: auto }</style>\n");
    page.append("<h1>Latency benchmark: ").append(escaped(report.profile())).append("</h1>\n");
    page.append("<p class=\"%s\">".formatted(report.valid() ? "kept" : "missed"))
        .append(escaped(LatencyText.verdict(report)))
        .append("</p>\n");
    list(page, report.invalid(), "missed");
    targets(page, report);
    verdicts(page, report);
    list(page, report.notes(), "");
    page.append("<p>").append(escaped(LatencyText.LEGEND)).append("</p>\n");
    report.workloads().forEach(workload -> workload(page, workload));
    origin(page, report);
    return page.append("</html>\n").toString();
  }

  private static void list(StringBuilder page, List<String> lines, String style) {
    if (!lines.isEmpty()) {
      page.append("<ul>\n");
      lines.forEach(
          line -> page.append("<li class=\"%s\">%s</li>\n".formatted(style, escaped(line))));
      page.append("</ul>\n");
    }
  }

  private static void targets(StringBuilder page, LatencyReport report) {
    page.append("<h2>Targets</h2>\n<table><tr><th>target</th><th>wanted</th><th>measured</th>");
    page.append("<th></th></tr>\n");
    for (Targets.Line line : Targets.of(report)) {
      String style = line.met() ? "kept" : "missed";
      row(page, style, line.what(), line.wanted(), line.measured(), line.verdict());
    }
    page.append("</table>\n");
  }

  private static void verdicts(StringBuilder page, LatencyReport report) {
    page.append(
        "<h2>Verdicts</h2>\n<p>Ours is %s; below 1 it is faster.</p>\n"
            .formatted(escaped(report.ours())));
    for (WorkloadReport workload : report.workloads()) {
      RatioTable ratios = RatioTable.of(workload);
      if (!ratios.rows().isEmpty()) {
        page.append(
            "<div class=\"wide\"><table><tr><th>%s, ours over</th>"
                .formatted(escaped(workload.id() + (workload.believed() ? "" : " (INVALID)"))));
        ratios.figures().forEach(figure -> page.append("<th>%s</th>".formatted(escaped(figure))));
        page.append("<th>verdict</th></tr>\n");
        ratios.rows().forEach(row -> verdict(page, row));
        page.append("</table></div>\n");
      }
    }
  }

  private static void verdict(StringBuilder page, RatioTable.Row row) {
    page.append("<tr><td>%s</td>".formatted(escaped(row.other())));
    for (RatioLine line : row.lines()) {
      String style = line.interval().smaller() ? "kept" : line.interval().larger() ? "missed" : "";
      page.append(
          "<td class=\"%s\">%s</td>".formatted(style, LatencyText.interval(line.interval())));
    }
    page.append("<td>%s</td></tr>\n".formatted(escaped(row.verdict())));
  }

  /** The style is that of the last cell. */
  private static void row(StringBuilder page, String style, String... cells) {
    page.append("<tr>");
    for (int i = 0; i < cells.length; i++) {
      page.append(
          "<td class=\"%s\">%s</td>"
              .formatted(i == cells.length - 1 ? style : "", escaped(cells[i])));
    }
    page.append("</tr>\n");
  }

  private static void workload(StringBuilder page, WorkloadReport workload) {
    page.append("<h2 id=\"%s\">".formatted(escaped(workload.id())))
        .append(escaped(LatencyText.title(workload)))
        .append("</h2>\n");
    percentiles(page, workload);
    counts(page, workload);
    workload
        .cpuPressure()
        .ifPresent(its -> page.append("<p>%s</p>\n".formatted(escaped(its.written()))));
    page.append("<div class=\"plots\">\n");
    for (Plot plot : LatencyPlots.of(workload)) {
      page.append("<figure>%s</figure>\n".formatted(plot.html()));
    }
    page.append("</div>\n");
    if (!workload.capacity().isEmpty()) {
      page.append(
          "<table><tr><th>stack</th><th>highest rate with ≤ 0.1 % misses (quiet)</th></tr>\n");
      workload
          .capacity()
          .forEach((stack, points) -> row(page, "number", stack, LatencyText.highest(points)));
      page.append("</table>\n");
    }
    if (!workload.modelHash().isEmpty()) {
      page.append("<p>Weights: <code>%s</code></p>\n".formatted(escaped(workload.modelHash())));
    }
  }

  private static void percentiles(StringBuilder page, WorkloadReport workload) {
    page.append("<table><tr><th>stack</th><th>slices</th><th>series</th><th>n</th>");
    List.of("p50", "p90", "p99", "p99.9", "p99.99", "max")
        .forEach(name -> page.append("<th>%s µs</th>".formatted(name)));
    page.append("</tr>\n");
    for (StackReport stack : workload.stacks()) {
      figures(page, stack.name(), "all", stack.all());
      figures(page, stack.name(), "quiet", stack.quiet());
    }
    page.append("</table>\n");
  }

  private static void figures(
      StringBuilder page, String stack, String which, StackReport.Figures figures) {
    if (figures.slices() == 0) {
      return;
    }
    String slices = figures.slices() + " " + which;
    series(page, stack, slices, "service", figures.service());
    series(page, stack, slices, "response", figures.response());
    series(page, stack, slices, "publish delay", figures.publish());
    series(page, stack, slices, "control", figures.control());
  }

  private static void series(
      StringBuilder page, String stack, String slices, String name, List<Percentile> percentiles) {
    page.append(
        "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"number\">%d</td>"
            .formatted(escaped(stack), slices, name, percentiles.get(0).n()));
    boolean latency = name.equals("service") || name.equals("response");
    for (Percentile one : percentiles) {
      boolean limited = latency && one.machineLimited();
      String shown = latency ? LatencyText.marked(one) : LatencyText.number(one.us());
      page.append(
          "<td class=\"number%s\"%s>%s</td>"
              .formatted(
                  limited ? " limited" : "", limited ? " title=\"machine-limited\"" : "", shown));
    }
    page.append("</tr>\n");
  }

  private static void counts(StringBuilder page, WorkloadReport workload) {
    page.append("<div class=\"wide\"><table><tr>");
    List.of(
            "stack",
            "sent of due",
            "lost",
            "duplicate",
            "out of order",
            "stale",
            "misses",
            "longest run",
            "age mean µs",
            "age p99 µs",
            "age peak µs",
            "interval p99 off by µs",
            "CPU s per 1000",
            "switches per 1000: voluntary, involuntary",
            "J per 1000",
            "allocated B per command",
            "collections (ms)",
            "resident MB (per h)")
        .forEach(name -> page.append("<th>%s</th>".formatted(name)));
    page.append("</tr>\n");
    for (StackReport stack : workload.stacks()) {
      var counts = stack.all().counts();
      row(
          page,
          "",
          stack.name(),
          counts.sent() + " of " + counts.target(),
          Long.toString(counts.lost()),
          Long.toString(counts.duplicates()),
          Long.toString(counts.reordered()),
          Long.toString(counts.stale()),
          Long.toString(counts.missed()),
          Long.toString(counts.longestMiss()),
          LatencyText.number(stack.ageMeanUs()),
          LatencyText.number(stack.ageP99Us()),
          LatencyText.number(stack.agePeakUs()),
          LatencyText.number(stack.jitterP99Us()),
          LatencyText.small(stack.cpuSecondsPerThousand()),
          CostTable.switches(stack),
          CostTable.energy(stack),
          LatencyText.number(stack.allocatedBytesPerThousand() / 1_000),
          CostTable.collections(stack),
          CostTable.resident(stack));
    }
    page.append("</table></div>\n");
  }

  private static void origin(StringBuilder page, LatencyReport report) {
    page.append("<h2>Machine and settings</h2>\n<p>")
        .append(escaped(report.origin()))
        .append("</p>\n<table>\n");
    report.facts().forEach((name, value) -> row(page, "", name, value));
    page.append("</table>\n");
  }
}
