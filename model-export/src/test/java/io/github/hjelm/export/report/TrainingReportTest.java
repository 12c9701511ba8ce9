package io.github.hjelm.export.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.study.Choice;
import io.github.hjelm.export.study.Measured;
import io.github.hjelm.export.study.MethodResult;
import io.github.hjelm.export.study.StudySettings;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.WaysTaken;
import io.github.hjelm.export.train.LossCurve;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TrainingReportTest {

  private static AttemptSummary attempts(int successes, OptionalDouble ratio) {
    return new AttemptSummary(
        1000,
        List.of(successes, 0),
        3,
        0,
        2.5,
        OptionalDouble.of(2),
        40,
        -0.1,
        new WaysTaken(100, 25),
        ratio);
  }

  private static MethodResult result(String method, int evaluations, int successes, double loss) {
    return new MethodResult(
        method,
        "3 layers <of 256>",
        new LossCurve(List.of(new LossCurve.Point(100, 1, 1), new LossCurve.Point(200, loss, 1))),
        List.of(new Measured(evaluations, method, attempts(successes, OptionalDouble.of(1.0123)))));
  }

  private static TrainingReport report(boolean holds, List<String> certificate) {
    return new TrainingReport(
        "multi-goal",
        Map.of("radius", "0.25"),
        StudySettings.standard(7, 2),
        new TrainingReport.Taught(
            "demonstrations", 300, 60_123, 0.1, List.of("height never changes & is left at 0")),
        List.of(
            result("teacher", 100, 990, 0.1),
            result("flow-map", 1, 970, 0.01),
            result("gaussian", 1, 500, -2)),
        new Choice("flow-map", 1, holds, "flow-map is <good>"),
        certificate,
        new TrainingReport.Origin(
            "./hjelm train multi-goal --out b",
            "2026-11-21",
            "a machine",
            Map.of("jdk", "17"),
            88));
  }

  @Test
  void programsFindEverythingByName() throws TableRefusal {
    String json = report(true, List.of("stays in for |d| ≤ 0.1")).json();
    Map<String, Object> tree = JsonTree.read(json.getBytes(StandardCharsets.UTF_8), "report.json");
    assertEquals("multi-goal", at(tree, "task"));
    assertEquals(7L, at(tree, "settings", "seed"));
    assertEquals(60_123L, at(tree, "data", "frames"));
    assertEquals("flow-map", at(tree, "choice", "method"));
    assertEquals(List.of("stays in for |d| ≤ 0.1"), at(tree, "certificate"));
    assertEquals("2026-11-21", at(tree, "origin", "date"));
    Object measured = at(tree, "results", "1", "measured", "0");
    assertEquals(0.97, at(measured, "success"));
    assertEquals(List.of(0.9574965858524129, 0.9789062611711653), at(measured, "interval95"));
    assertEquals(0.5, at(measured, "modeCoverage"));
  }

  /** Down from object to object, and by their numbers through lists. */
  private static Object at(Object tree, String... path) {
    Object found = tree;
    for (String name : path) {
      found =
          found instanceof List<?> list
              ? list.get(Integer.parseInt(name))
              : Objects.requireNonNull(((Map<?, ?>) found).get(name), name);
    }
    return found;
  }

  @Test
  void theSameReportIsTheSameText() {
    assertEquals(report(true, List.of()).json(), report(true, List.of()).json());
    assertEquals(report(true, List.of()).html(), report(true, List.of()).html());
  }

  @Test
  void thePageSaysWhoFliesAndWhy() {
    String page = report(true, List.of("stays in for |d| ≤ 0.1")).html();
    assertTrue(page.contains("<b class=\"kept\">Flow-map is &lt;good&gt;.</b>"), page);
    assertTrue(page.contains("97.0 (95.7–97.9)"), page);
    assertTrue(page.contains("<tr class=\"chosen\"><td>flow-map</td>"), page);
    assertEquals(2, page.split("class=\"chosen\"", -1).length, "one row is marked");
    assertTrue(page.contains(">1.23 %<"), page);
    assertTrue(page.contains("stays in for |d| ≤ 0.1"), page);
    assertTrue(page.contains("<code>./hjelm train multi-goal --out b</code>"), page);
    assertTrue(page.contains("height never changes &amp; is left at 0"), page);
    assertTrue(page.contains("60,123 frames"), page);
  }

  @Test
  void thePageAdmitsWhatIsMissed() {
    String page = report(false, List.of()).html();
    assertTrue(page.contains("<b class=\"missed\">"), page);
    assertTrue(page.contains("there is no certificate"), page);
  }

  @Test
  void lossesBelowZeroHaveAnAxisOfTheirOwn() {
    String page = report(true, List.of()).html();
    assertEquals(3, page.split("<svg", -1).length, "two charts");
    String positive = LossCharts.logarithmic(report(true, List.of()).results()).svg();
    assertTrue(positive.contains(">teacher<") && positive.contains(">flow-map<"), positive);
    assertFalse(positive.contains(">gaussian<"), positive);
  }

  @Test
  void theCurvesAreAPicture() throws IOException {
    byte[] png = report(true, List.of()).png();
    assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 500);
  }

  @Test
  void aReportOfNothingIsRefused() {
    TrainingReport report = report(true, List.of());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TrainingReport(
                report.task(),
                report.taskSettings(),
                report.settings(),
                report.lessons(),
                List.of(),
                report.choice(),
                report.certificate(),
                report.origin()));
  }
}
