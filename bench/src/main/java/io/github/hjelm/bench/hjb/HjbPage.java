package io.github.hjelm.bench.hjb;

import static io.github.hjelm.export.report.Html.escaped;

import io.github.hjelm.export.report.Html;
import io.github.hjelm.export.report.Plot;
import java.util.List;
import java.util.Locale;

/** A report as one HTML file that needs nothing beside it. */
public final class HjbPage {

  private HjbPage() {}

  /** The page. */
  public static String of(HjbReport report, List<Plot> plots) {
    StringBuilder page = new StringBuilder(Html.head("Hjelm: Hamilton-Jacobi benchmark"));
    page.append("<h1>Hamilton-Jacobi benchmark</h1>\n");
    addOrigin(page, report);
    addVerdict(page, report);
    report
        .sections()
        .forEach(
            (section, rows) -> {
              page.append("<h2 id=\"%s\">%s</h2>\n".formatted(escaped(section), escaped(section)));
              page.append("<div class=\"plots\">\n");
              plots.stream()
                  .filter(plot -> plot.group().equals(section))
                  .forEach(plot -> page.append("<figure>%s</figure>\n".formatted(plot.html())));
              page.append("</div>\n");
              addTable(page, SectionTable.of(rows));
              addFacts(page, rows);
            });
    return page.append("</html>\n").toString();
  }

  private static void addOrigin(StringBuilder page, HjbReport report) {
    page.append(
        "<p>Measured with <code>%s</code>%s on %s: %s.</p>\n"
            .formatted(
                escaped(report.command()),
                report.revision().isEmpty() ? "" : " at revision " + escaped(report.revision()),
                escaped(report.date()),
                escaped(report.machine())));
    page.append("<p>").append(escaped(report.peerText())).append("</p>\n");
  }

  /** How many limits are kept in each section, and which are not. */
  private static void addVerdict(StringBuilder page, HjbReport report) {
    page.append("<p><b>").append(escaped(report.verdict())).append("</b></p>\n");
    if (!report.complaints().isEmpty()) {
      page.append("<ul>\n");
      report
          .complaints()
          .forEach(one -> page.append("<li class=\"missed\">%s</li>\n".formatted(escaped(one))));
      page.append("</ul>\n");
    }
    page.append("<table><tr><th>section</th><th>limits kept</th><th>missed</th></tr>\n");
    report
        .sections()
        .forEach(
            (section, rows) -> {
              List<HjbMetric> judged =
                  rows.stream()
                      .flatMap(row -> row.metrics().stream())
                      .filter(HjbMetric::judged)
                      .toList();
              long kept = judged.stream().filter(HjbMetric::met).count();
              long missed = judged.size() - kept;
              page.append(
                  "<tr><td><a href=\"#%s\">%s</a></td><td class=\"number\">%d</td><td class=\"number%s\">%d</td></tr>\n"
                      .formatted(
                          escaped(section),
                          escaped(section),
                          kept,
                          missed == 0 ? "" : " missed",
                          missed));
            });
    page.append("</table>\n");
  }

  private static void addTable(StringBuilder page, SectionTable table) {
    page.append("<table><tr>");
    table.header().forEach(name -> page.append("<th>%s</th>".formatted(escaped(name))));
    page.append("</tr>\n");
    for (List<SectionTable.Cell> line : table.lines()) {
      page.append("<tr>");
      for (SectionTable.Cell cell : line) {
        String style = cell.mark().name().toLowerCase(Locale.ROOT);
        page.append("<td class=\"%s\">%s</td>".formatted(style, escaped(cell.text())));
      }
      page.append("</tr>\n");
    }
    page.append("</table>\n");
  }

  private static void addFacts(StringBuilder page, List<HjbRow> rows) {
    page.append("<details><summary>What was run</summary>\n<table>\n");
    for (HjbRow row : rows) {
      row.facts()
          .forEach(
              (name, value) ->
                  page.append(
                      "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                          .formatted(escaped(row.name()), escaped(name), escaped(fact(value)))));
    }
    page.append("</table></details>\n");
  }

  private static String fact(Object value) {
    if (value instanceof Double number) {
      return Numbers.of(number);
    }
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(HjbPage::fact).toList());
    }
    return String.valueOf(value);
  }
}
