package io.github.hjelm.bench.hjb;

import static io.github.hjelm.bench.report.Html.escaped;

import io.github.hjelm.bench.report.Plot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A report as one HTML file that needs nothing beside it. */
public final class HjbPage {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Hjelm: Hamilton-Jacobi benchmark</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; color: #202020; max-width: 80em; margin: 2em auto; padding: 0 1em }
      table { border-collapse: collapse; margin: 0.5em 0 1em }
      th, td { border-bottom: 1px solid #ccc; padding: 0.25em 0.8em; text-align: left; vertical-align: top }
      td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
      .kept { color: #1b7837 }
      .missed { color: #b2182b; font-weight: bold }
      .plots { display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-start }
      figure { margin: 0 }
      figcaption { font-weight: bold }
      img, svg { max-width: 100%; height: auto }
      details { margin: 0.5em 0 }
      </style>
      <h1>Hamilton-Jacobi benchmark</h1>
      """;

  private HjbPage() {}

  /** The page. */
  public static String of(HjbReport report, List<Plot> plots) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<p>").append(escaped(report.origin())).append("</p>\n<p>");
    page.append(escaped(report.peerText())).append("</p>\n");
    addVerdicts(page, report.rows());
    Set<String> sections = new LinkedHashSet<>();
    report.rows().forEach(row -> sections.add(row.section()));
    for (String section : sections) {
      page.append("<h2 id=\"%s\">%s</h2>\n".formatted(escaped(section), escaped(section)));
      page.append("<div class=\"plots\">\n");
      plots.stream()
          .filter(plot -> plot.group().equals(section))
          .forEach(plot -> page.append("<figure>%s</figure>\n".formatted(plot.html())));
      page.append("</div>\n");
      addRows(page, report.rows().stream().filter(row -> row.section().equals(section)).toList());
    }
    return page.append("</html>\n").toString();
  }

  /** Every limit in one table. */
  private static void addVerdicts(StringBuilder page, List<HjbRow> rows) {
    page.append("<h2>Limits</h2>\n<table>\n");
    page.append("<tr><th>row</th><th>measure</th><th>value</th><th>limit</th><th></th></tr>\n");
    for (HjbRow row : rows) {
      String link = "<a href=\"#%s\">%s</a>".formatted(escaped(row.section()), escaped(row.name()));
      if (!row.missing().isEmpty()) {
        page.append(
            "<tr><td>%s</td><td colspan=\"3\">%s</td><td class=\"missed\">not measured</td></tr>\n"
                .formatted(link, escaped(row.missing())));
      }
      for (HjbMetric metric : row.metrics()) {
        if (metric.judged()) {
          page.append("<tr><td>").append(link).append("</td>").append(cells(metric));
        }
      }
    }
    page.append("</table>\n");
  }

  private static void addRows(StringBuilder page, List<HjbRow> rows) {
    for (HjbRow row : rows) {
      if (!row.missing().isEmpty()) {
        page.append(
            "<p class=\"missed\">%s was not measured: %s.</p>\n"
                .formatted(escaped(row.name()), escaped(row.missing())));
        continue;
      }
      // A section of many rows shows those that are judged.
      page.append(rows.size() > 3 && !row.judged() ? "<details>" : "<details open>");
      page.append("<summary>%s</summary>\n".formatted(escaped(row.name() + ": " + row.how())));
      page.append("<table>\n");
      page.append("<tr><th>measure</th><th>value</th><th>limit</th><th></th></tr>\n");
      row.metrics().forEach(metric -> page.append("<tr>").append(cells(metric)));
      row.facts()
          .forEach(
              (name, value) ->
                  page.append(
                      "<tr><td>%s</td><td colspan=\"3\">%s</td></tr>\n"
                          .formatted(escaped(name), escaped(fact(value)))));
      page.append("</table></details>\n");
    }
  }

  private static String cells(HjbMetric metric) {
    String verdict =
        !metric.judged()
            ? "<td></td>"
            : metric.met()
                ? "<td class=\"kept\">kept</td>"
                : "<td class=\"missed\">%s</td>".formatted(escaped(metric.excess()));
    return "<td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td>%s</tr>\n"
        .formatted(
            escaped(metric.name()),
            escaped(Numbers.of(metric.value())),
            escaped(metric.limitText()),
            verdict);
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
