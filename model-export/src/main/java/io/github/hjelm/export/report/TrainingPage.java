package io.github.hjelm.export.report;

import static io.github.hjelm.export.report.Html.escaped;

import io.github.hjelm.export.study.Measured;
import io.github.hjelm.export.study.MethodResult;
import io.github.hjelm.export.study.StudySettings;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.WilsonInterval;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A training's report for people. */
final class TrainingPage {

  private static final List<String> COLUMNS =
      List.of(
          "method",
          "drawn by",
          "evaluations",
          "success, % (95 % interval)",
          "mode coverage",
          "left the safe set",
          "mean cost",
          "over the optimum");

  private final StringBuilder page = new StringBuilder();
  private final TrainingReport report;

  private TrainingPage(TrainingReport report) {
    this.report = report;
  }

  static String of(TrainingReport report) {
    TrainingPage page = new TrainingPage(report);
    page.page.append(Html.head("Hjelm: how " + report.task() + " was trained"));
    page.page.append("<h1>%s</h1>\n".formatted(escaped(report.task())));
    page.addVerdict();
    page.addResults();
    page.addCurves();
    page.addCertificate();
    page.addMaking();
    return page.page.append("</html>\n").toString();
  }

  private void addVerdict() {
    String kind = report.choice().holds() ? "kept" : "missed";
    paragraph(
        "<b class=\"%s\">%s.</b>".formatted(kind, escaped(sentence(report.choice().reason()))));
    report
        .chosen()
        .ifPresent(
            chosen ->
                paragraph(
                    escaped(
                        "In the bundle: %s in %s; success %s in %,d attempts."
                            .formatted(
                                report.choice().method(),
                                report.choice().evaluationsText(),
                                success(chosen.attempts()),
                                chosen.attempts().attempts()))));
  }

  private static String sentence(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void addResults() {
    heading("What each method achieves");
    page.append("<table><tr>");
    COLUMNS.forEach(name -> page.append("<th>%s</th>".formatted(escaped(name))));
    page.append("</tr>\n");
    for (MethodResult result : report.results()) {
      result.measured().forEach(measured -> addRow(result.method(), measured));
    }
    page.append("</table>\n");
  }

  private void addRow(String method, Measured measured) {
    AttemptSummary attempts = measured.attempts();
    boolean flies =
        method.equals(report.choice().method())
            && measured.evaluations() == report.choice().evaluations();
    page.append(flies ? "<tr class=\"chosen\">" : "<tr>");
    cell(method);
    cell(measured.sampler());
    number(String.valueOf(measured.evaluations()));
    number(success(attempts));
    number(String.format(Locale.ROOT, "%.3f", attempts.modeCoverage()));
    number(String.valueOf(attempts.violations()));
    number(String.format(Locale.ROOT, "%.4g", attempts.meanCost()));
    OptionalDouble ratio = attempts.costRatio();
    number(
        ratio.isPresent()
            ? String.format(Locale.ROOT, "%.2f %%", 100 * (ratio.getAsDouble() - 1))
            : "");
    page.append("</tr>\n");
  }

  /** {@code 98.3 (97.3–99.0)}. */
  private static String success(AttemptSummary attempts) {
    WilsonInterval interval = attempts.successInterval();
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f–%.1f)",
        100 * attempts.successShare(),
        100 * interval.lower(),
        100 * interval.upper());
  }

  private void addCurves() {
    heading("Training");
    page.append("<div class=\"plots\">\n");
    figure("losses", LossCharts.logarithmic(report.results()));
    LossCharts.linear(report.results())
        .ifPresent(chart -> figure("losses that are not positive", chart));
    page.append("</div>\n");
  }

  private void figure(String title, CurveChart chart) {
    page.append("<figure>%s</figure>\n".formatted(Plot.svg("", title, chart.svg()).html()));
  }

  private void addCertificate() {
    heading("What is promised");
    if (report.certificate().isEmpty()) {
      paragraph("Nothing: there is no certificate.");
    }
    report.certificate().forEach(line -> paragraph(escaped(line)));
  }

  private void addMaking() {
    heading("How it was made");
    paragraph("<code>%s</code>".formatted(escaped(report.origin().command())));
    page.append("<table>\n");
    fact("date", report.origin().date());
    fact("machine", report.origin().machine());
    report.origin().versions().forEach(this::fact);
    if (Double.isFinite(report.origin().seconds())) {
      fact("seconds", String.format(Locale.ROOT, "%.0f", report.origin().seconds()));
    }
    report.taskSettings().forEach((name, value) -> fact("task: " + name, value));
    StudySettings settings = report.settings();
    fact("seed", String.valueOf(settings.seed()));
    fact("gradient steps", "%,d of %,d rows".formatted(settings.steps(), settings.batch()));
    fact("learning rate", String.valueOf(settings.rate()));
    fact("pairs from the teacher", "%,d".formatted(settings.pairs()));
    fact("network", report.results().get(0).network());
    fact("threads", String.valueOf(settings.threads()));
    TrainingReport.Taught lessons = report.lessons();
    fact(
        "learnt from",
        "%s: %,d episodes, %,d frames of %s s"
            .formatted(lessons.from(), lessons.episodes(), lessons.frames(), lessons.periodS()));
    lessons.notes().forEach(note -> fact("note", note));
    page.append("</table>\n");
  }

  private void heading(String text) {
    page.append("<h2>%s</h2>\n".formatted(escaped(text)));
  }

  private void paragraph(String html) {
    page.append("<p>%s</p>\n".formatted(html));
  }

  private void fact(String name, String value) {
    page.append("<tr>");
    cell(name);
    cell(value);
    page.append("</tr>\n");
  }

  private void cell(String text) {
    page.append("<td>%s</td>".formatted(escaped(text)));
  }

  private void number(String text) {
    page.append("<td class=\"number\">%s</td>".formatted(escaped(text)));
  }
}
