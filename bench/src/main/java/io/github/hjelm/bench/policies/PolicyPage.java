package io.github.hjelm.bench.policies;

import static io.github.hjelm.export.report.Html.escaped;

import io.github.hjelm.export.report.CurveChart;
import io.github.hjelm.export.report.Html;
import io.github.hjelm.export.report.Plot;
import io.github.hjelm.export.report.Scale;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A report as one HTML file that needs nothing beside it. */
public final class PolicyPage {

  static final List<String> COLUMNS =
      List.of(
          "method",
          "drawn by",
          "evaluations",
          "success, % (95 % interval)",
          "mode coverage",
          "left the safe set",
          "mean cost",
          "over the optimum",
          "attempts",
          "seeds");

  private PolicyPage() {}

  static List<String> cells(PolicyRow row) {
    return List.of(
        row.method(),
        row.sampler(),
        String.valueOf(row.evaluations()),
        row.successText(),
        row.coverageText(),
        String.valueOf(row.violations()),
        String.format(Locale.ROOT, "%.4g", row.meanCost()),
        row.costRatioText(),
        String.valueOf(row.attempts()),
        String.valueOf(row.seeds()));
  }

  /** The page. */
  public static String of(PolicyReport report) {
    StringBuilder page = new StringBuilder(Html.head("Hjelm: policies compared"));
    page.append("<h1>Policies compared</h1>\n");
    page.append(
        "<p>%s</p>\n"
            .formatted(escaped(report.origin()).replaceAll("`([^`]*)`", "<code>$1</code>")));
    page.append("<p>%s</p>\n".formatted(escaped(report.throughput())));
    page.append(
        "<p><b%s>%s</b></p>\n"
            .formatted(report.incomplete() ? " class=\"missed\"" : "", escaped(report.verdict())));
    page.append("<ul>\n");
    report
        .complaints()
        .forEach(one -> page.append("<li class=\"missed\">%s</li>\n".formatted(escaped(one))));
    page.append("</ul>\n");
    addLimits(page, report.limits());
    for (String task : report.tasks()) {
      page.append("<h2>%s</h2>\n".formatted(escaped(task)));
      page.append("<div class=\"plots\"><figure>%s</figure></div>\n".formatted(plot(report, task)));
      addTable(page, report.rows(task));
    }
    return page.append("</html>\n").toString();
  }

  private static void addLimits(StringBuilder page, List<Limit> limits) {
    page.append("<table><tr>");
    List.of("task", "what", "value", "limit", "", "made of")
        .forEach(name -> page.append("<th>%s</th>".formatted(name)));
    page.append("</tr>\n");
    for (Limit limit : limits) {
      page.append("<tr>");
      page.append("<td>%s</td><td>%s</td>".formatted(escaped(limit.task()), escaped(limit.name())));
      page.append("<td class=\"number\">%s</td>".formatted(escaped(limit.valueText())));
      page.append("<td class=\"number\">%s</td>".formatted(escaped(limit.limitText())));
      page.append("<td class=\"%s\">%s</td>".formatted(limit.verdict(), limit.verdict()));
      page.append("<td>%s</td></tr>\n".formatted(escaped(limit.detail())));
    }
    page.append("</table>\n");
  }

  /** Success against evaluations, a line for each method. */
  private static String plot(PolicyReport report, String task) {
    CurveChart chart =
        new CurveChart("evaluations of the network", Scale.LOG, "success", Scale.LINEAR);
    List<PolicyRow> all = report.rows(task);
    for (String method : all.stream().map(PolicyRow::method).distinct().toList()) {
      List<PolicyRow> rows =
          all.stream()
              .filter(row -> row.method().equals(method))
              .sorted(Comparator.comparingInt(PolicyRow::evaluations))
              .toList();
      chart.add(
          method,
          numbers(rows, PolicyRow::evaluations),
          numbers(rows, PolicyRow::success),
          numbers(rows, PolicyRow::lower),
          numbers(rows, PolicyRow::upper));
    }
    return Plot.svg(task, "success of each method, with 95 % intervals", chart.svg()).html();
  }

  private static double[] numbers(List<PolicyRow> rows, ToDoubleFunction<PolicyRow> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  private static void addTable(StringBuilder page, List<PolicyRow> rows) {
    page.append("<table><tr>");
    COLUMNS.forEach(name -> page.append("<th>%s</th>".formatted(escaped(name))));
    page.append("</tr>\n");
    for (PolicyRow row : rows) {
      page.append("<tr>");
      cells(row).forEach(cell -> page.append("<td>%s</td>".formatted(escaped(cell))));
      page.append("</tr>\n");
    }
    page.append("</table>\n");
  }
}
