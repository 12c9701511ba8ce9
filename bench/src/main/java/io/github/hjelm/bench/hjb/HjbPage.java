package io.github.hjelm.bench.hjb;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;

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
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 76em; margin: 2em auto; padding: 0 1em; color: #202020 }
      table { border-collapse: collapse; margin: 0.5em 0 1em }
      th, td { border-bottom: 1px solid #ccc; padding: 0.25em 0.8em; text-align: left }
      td.number { text-align: right; font-variant-numeric: tabular-nums }
      .missed { color: #b2182b; font-weight: bold }
      img { max-width: 48%; height: auto }
      </style>
      <h1>Hamilton-Jacobi benchmark</h1>
      """;

  private HjbPage() {}

  /**
   * The page.
   *
   * @param pictures PNG files by title; those of a case begin with its name
   */
  public static String of(HjbReport report, Map<String, byte[]> pictures) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "<p>Measured with <code>%s</code> on %s: %s.</p>\n"
            .formatted(
                escaped(report.command()), escaped(report.date()), escaped(report.machine())));
    String peer =
        report.peer().skipped().isEmpty()
            ? "Compared with " + report.peer().tool() + " in the same run."
            : "hj_reachability was left out: " + report.peer().skipped() + ".";
    page.append("<p>").append(escaped(peer)).append("</p>\n");
    for (HjbRow row : report.rows()) {
      addCase(page, row, report.peer(), pictures);
    }
    return page.append("</html>\n").toString();
  }

  private static void addCase(
      StringBuilder page, HjbRow row, Peer peer, Map<String, byte[]> pictures) {
    page.append("<h2>").append(escaped(row.name())).append("</h2>\n");
    if (!row.missing().isEmpty()) {
      page.append("<p class=\"missed\">Not solved: ")
          .append(escaped(row.missing()))
          .append(".</p>\n");
      return;
    }
    page.append(
        "<p>Scheme %s, %s; %s s, %,d steps.</p>\n"
            .formatted(
                escaped(row.scheme()),
                row.monotone() ? "monotone" : "not monotone",
                number(row.seconds()),
                row.steps()));
    double peerSeconds = peer.seconds(row.name());
    if (!Double.isNaN(peerSeconds)) {
      page.append(bars(new String[] {"Hjelm", "hj_reachability"}, row.seconds(), peerSeconds));
    }
    page.append("<table><tr><th>measure</th><th>value</th><th>limit</th><th></th></tr>\n");
    for (HjbMetric metric : row.metrics()) {
      page.append(
          "<tr><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td>%s</tr>\n"
              .formatted(
                  escaped(metric.name()),
                  number(metric.value()),
                  Double.isNaN(metric.limit())
                      ? ""
                      : (metric.atLeast() ? "≥ " : "≤ ") + number(metric.limit()),
                  metric.met() ? "<td>kept</td>" : "<td class=\"missed\">missed</td>"));
    }
    page.append("</table>\n");
    pictures.forEach(
        (title, png) -> {
          if (title.equals(row.name()) || title.startsWith(row.name() + ",")) {
            page.append(
                "<img alt=\"%s\" src=\"data:image/png;base64,%s\">\n"
                    .formatted(escaped(title), Base64.getEncoder().encodeToString(png)));
          }
        });
  }

  /** Two bars of seconds, drawn to one scale. */
  private static String bars(String[] names, double... seconds) {
    double longest = Math.max(seconds[0], seconds[1]);
    StringBuilder svg =
        new StringBuilder("<svg width=\"640\" height=\"60\" role=\"img\" font-size=\"14\">\n");
    for (int i = 0; i < names.length; i++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"0\" y=\"%d\">%s</text><rect x=\"130\" y=\"%d\" width=\"%.1f\" height=\"18\""
                  + " fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%s s</text>%n",
              20 + 28 * i,
              names[i],
              6 + 28 * i,
              400 * seconds[i] / longest,
              i == 0 ? "#2166ac" : "#9a9a9a",
              138 + 400 * seconds[i] / longest,
              20 + 28 * i,
              number(seconds[i])));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
