package io.github.hjelm.bench.hjb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.sensors.time.HandSetClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HjbBenchmarkTest {

  private static HjbCase lineCase(String problem, double limit) {
    return new HjbCase(
        problem + " 201",
        problem,
        SolveRequest.standard(),
        3,
        solution ->
            List.of(
                HjbMetric.atMost(
                    "max error",
                    new TableErrors(solution, x -> x[0], 0, (x, v) -> true).max(),
                    limit)),
        solution -> x -> x[0],
        null,
        Map.of(),
        Double.NaN,
        Double.NaN);
  }

  private static Section section(String name, HjbCase... cases) {
    return new SolvedSection(name, 1, List.of(cases), SolvedSection.Together.nothing());
  }

  private static HjbBenchmark benchmark(List<String> only, Section... sections) {
    return new HjbBenchmark(
        new ProblemCatalog(List.of(new Lines.Line("line"))),
        new HandSetClock(0),
        new HjbBenchmark.Settings(only, 2, false, false),
        List.of(sections));
  }

  private static HjbReport report(HjbBenchmark benchmark) throws IOException, InterruptedException {
    return benchmark.run("./hjelm bench hjb", "abc1234", () -> 0, Progress.none());
  }

  private static HjbReport report(HjbCase... cases) throws IOException, InterruptedException {
    return report(benchmark(List.of(), section("lines", cases)));
  }

  @Test
  void reportsWhatIsKeptMissedAndNotThere() throws IOException, InterruptedException {
    HjbReport report = report(lineCase("line", 0.2), lineCase("plane", 0.2));
    assertTrue(report.met());
    String text = report.markdown();
    for (String words :
        List.of(
            "1 of 1 limits are kept. Not measured: 1.",
            "* plane 201 was not measured: this build has no problem plane.",
            "| line 201 | none, monotone | 0.1 (≤ 0.2) | 0.5 |",
            "| plane 201 | **not measured: this build has no problem plane** |",
            "`./hjelm bench hjb` at revision abc1234 on 1970-01-01",
            "hj_reachability was left out: it was not asked for.")) {
      assertTrue(text.contains(words), () -> words + " not in\n" + text);
    }
    HjbReport missed = report(lineCase("line", 0.05));
    assertFalse(missed.met());
    assertTrue(
        missed.markdown().contains("| max error | **0.1 (≤ 0.05, missed by 100 %)** |"),
        missed::markdown);
    assertFalse(report(lineCase("plane", 1)).met(), "nothing was measured");
  }

  @Test
  void saysByHowMuchALimitIsMissed() {
    assertEquals("", HjbMetric.atMost("m", 1, 1).excess());
    assertEquals("missed by 10 %", HjbMetric.atMost("m", 1.1, 1).excess());
    assertEquals("missed by 10 %", HjbMetric.atLeast("m", 0.9, 1).excess());
    assertEquals("missed 30 times over", HjbMetric.atMost("m", 30, 1).excess());
    assertEquals("missed", HjbMetric.atMost("m", 3, 0).excess());
    assertEquals("missed", HjbMetric.atMost("m", Double.NaN, 1).excess());
  }

  @Test
  void runsTheChosenSectionsAlone() throws IOException, InterruptedException {
    Section first = section("first", lineCase("line", 1));
    Section second = section("second", lineCase("line", 1));
    HjbReport report = report(benchmark(List.of("second"), first, second));
    assertEquals(List.of("second"), report.rows().stream().map(HjbRow::section).toList());
  }

  @Test
  void aQuickRunIsHeldAgainstNothing() throws IOException, InterruptedException {
    HjbBenchmark quick =
        new HjbBenchmark(
            new ProblemCatalog(List.of(new Lines.Line("line"))),
            new HandSetClock(0),
            new HjbBenchmark.Settings(List.of(), 1, false, true),
            List.of(section("lines", lineCase("line", 0.05))));
    HjbReport report = report(quick);
    assertTrue(report.met());
    assertFalse(report.markdown().contains("≤"), report::markdown);
    assertTrue(report.markdown().contains("nothing is held against a limit"), report::markdown);
  }

  @Test
  void progressNeverGoesBack() throws IOException, InterruptedException {
    List<Double> shares = new ArrayList<>();
    benchmark(
            List.of(),
            section("first", lineCase("line", 1), lineCase("line", 1)),
            section("second", lineCase("line", 1)))
        .run("", "", () -> 0, (done, what) -> shares.add(done));
    assertTrue(shares.size() >= 6, shares::toString);
    assertEquals(shares.stream().sorted().toList(), shares);
    assertTrue(shares.get(shares.size() - 1) <= 1, shares::toString);
  }

  @Test
  void pageNeedsNothingBesideIt() throws IOException, InterruptedException {
    HjbBenchmark benchmark =
        benchmark(List.of(), section("<lines>", lineCase("line", 0.05), lineCase("<i>", 0.2)));
    String page = HjbPage.of(report(benchmark), benchmark.plots());
    assertEquals(2, page.split("data:image/png;base64,", -1).length - 1);
    assertTrue(page.contains("&lt;i&gt;") && page.contains("&lt;lines&gt;"), "not escaped");
    assertFalse(page.contains("<i>") || page.contains("<lines>"), "not escaped");
    assertTrue(
        page.contains("<td class=\"missed\">0.1 (≤ 0.05, missed by 100 %)</td>"), "no verdict");
    assertFalse(page.contains("http://") || page.contains("https://"), "it loads something");
  }

  @Test
  void numbersAreShort() {
    assertEquals("0", Numbers.of(0));
    assertEquals("138149", Numbers.of(138_149));
    assertEquals("0.0031", Numbers.of(0.0031));
    assertEquals("3.10e-4", Numbers.of(3.1e-4));
    assertEquals("12.3", Numbers.of(12.345));
    assertEquals("1234", Numbers.of(1234.4));
    assertEquals("not a number", Numbers.of(Double.NaN));
    assertEquals(2, Numbers.median(List.of(3.0, 1.0, 2.0)));
  }
}
