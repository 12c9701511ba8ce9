package io.github.hjelm.bench.hjb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.sensors.robot.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HjbBenchmarkTest {

  private static final Map<String, Object> REGULATOR =
      Map.of("alpha", -0.5, "beta", 1.0, "q", 1.0, "r", 0.1, "sigma", 0.3, "rho", 0.1);
  private static final Map<String, Object> MERTON =
      Map.of("riskFree", 0.03, "mu", 0.08, "sigma", 0.2, "gamma", 2.0, "rho", 0.05);

  @TempDir private Path folder;

  /** A table that holds a function, and is off by so much. */
  private static Solution solution(
      Map<String, Object> parameters, ToDoubleFunction<double[]> exact, double off) {
    return solution(201, parameters, exact, off);
  }

  private static Solution solution(
      int count, Map<String, Object> parameters, ToDoubleFunction<double[]> exact, double off) {
    Grid grid = new Grid(List.of(new GridAxis("x", "m", -2, 2, count, false)));
    Values values = new Values.Doubles(new double[grid.size()]);
    double[] x = new double[1];
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      values.set(node, exact.applyAsDouble(x) + off);
    }
    return new Solution(grid, values, "any", "line", parameters, "none", true, 1, 0.5, 4, 0);
  }

  private static Solution empty(Map<String, Object> parameters) {
    return solution(parameters, x -> 0, 0);
  }

  @Test
  void closedFormsHaveTheirKnownValues() {
    assertEquals(0.2659750769140807, ClosedForms.riccati(empty(REGULATOR)), 1e-14);
    assertEquals(2.6597507691408064, ClosedForms.regulatorGain(empty(REGULATOR)), 1e-13);
    assertEquals(
        0.6516389384,
        ClosedForms.regulator(empty(REGULATOR)).applyAsDouble(new double[] {2}),
        1e-9);
    assertEquals(0.625, ClosedForms.mertonShare(empty(MERTON)), 1e-14);
    assertEquals(0.0478125, ClosedForms.mertonConsumption(empty(MERTON)), 1e-14);
    assertEquals(
        -437.438591994532, ClosedForms.merton(empty(MERTON)).applyAsDouble(new double[] {0}), 1e-9);
    ToDoubleFunction<double[]> still = ClosedForms.survival(empty(Map.of("sigma", 0.5)));
    assertEquals(0.908999476154, still.applyAsDouble(new double[] {0}), 1e-11);
    assertEquals(0.679990269380, still.applyAsDouble(new double[] {0.5}), 1e-11);
    assertEquals(
        0.370777429800,
        ClosedForms.survival(empty(Map.of("sigma", 1.0))).applyAsDouble(new double[] {0}),
        1e-11);
    ToDoubleFunction<double[]> mass =
        ClosedForms.doubleIntegratorAvoid(
            empty(Map.of("wall", 1, "acceleration", 1, "disturbance", "0.2")));
    assertEquals(-0.25, mass.applyAsDouble(new double[] {0.625, 1}), 1e-12);
  }

  @Test
  void timeToRestIsThatOfOnePushOrTwo() {
    ToDoubleFunction<double[]> time = ClosedForms.timeToRest(empty(Map.of("acceleration", 2.0)));
    // Braking from v takes v/a, over v²/(2a); from rest at x it takes 2 √(x/a).
    assertEquals(0.5, time.applyAsDouble(new double[] {-0.25, 1}), 1e-12);
    assertEquals(0.5, time.applyAsDouble(new double[] {0.25, -1}), 1e-12);
    assertEquals(1, time.applyAsDouble(new double[] {0.5, 0}), 1e-12);
    assertEquals(1, time.applyAsDouble(new double[] {-0.5, 0}), 1e-12);
  }

  @Test
  void orderIsMeasuredFromOneGridToTheNextOfItsScheme() throws IOException, InterruptedException {
    HjbCase coarse = lineCase("line", 1);
    HjbReport report = report(benchmark(coarse, coarse));
    // The same grid twice says nothing.
    assertTrue(Double.isNaN(report.rows().get(1).metric("measured order")));
    HjbReport finer = report(benchmark(refined(11, 0.08), refined(21, 0.02)));
    assertTrue(Double.isNaN(finer.rows().get(0).metric("measured order")));
    assertEquals(2, finer.rows().get(1).metric("measured order"), 1e-12);
  }

  /** A case of so many nodes whose mean error is what it is told. */
  private static HjbCase refined(int count, double mean) {
    SolveRequest request =
        new SolveRequest(
            Map.of(),
            Optional.of(List.of(count)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            false);
    return new HjbCase(
        "line " + count,
        "line",
        request,
        1,
        solution -> List.of(HjbMetric.reported(HjbBenchmark.MEAN_ERROR, mean)),
        null,
        Map.of(),
        Double.NaN);
  }

  @Test
  void dubinsValueIsZeroOnTheTangentCircleAndStraightAhead() {
    Solution car = empty(Map.of("speed", 0.6, "turnRate", 1.1, "radius", 0.25));
    ToDoubleFunction<double[]> value = ClosedForms.dubinsAvoid(car);
    // Driving away it never gets nearer than now.
    assertEquals(0.75, value.applyAsDouble(new double[] {1, 0, 0}), 1e-12);
    // Head on, a turn begun now touches the disc where the centres are rho + R apart.
    double rho = 0.6 / 1.1;
    double touching = Math.sqrt((rho + 0.25) * (rho + 0.25) - rho * rho);
    assertEquals(0, value.applyAsDouble(new double[] {-touching, 0, 0}), 1e-12);
  }

  @Test
  void gainsOfExactTablesAreExact() {
    Solution line = solution(REGULATOR, ClosedForms.regulator(empty(REGULATOR)), 0);
    assertEquals(0, LineGains.regulator(line), 1e-9);
    Solution reward = solution(MERTON, ClosedForms.merton(empty(MERTON)), 0);
    assertEquals(0, LineGains.riskyShare(reward), 1e-6);
    assertEquals(0, LineGains.consumption(reward), 1e-6);
    Solution steeper = solution(REGULATOR, x -> 0.3 * x[0] * x[0] / 2, 0);
    assertEquals(0.3 / 0.2659750769140807 - 1, LineGains.regulator(steeper), 1e-9);
  }

  @Test
  void errorsCountWhatAMarginLeavesOut() {
    ToDoubleFunction<double[]> exact = x -> x[0];
    Solution off = solution(Map.of(), exact, 0.03);
    TableErrors errors = new TableErrors(off, exact, 0, (x, v) -> Math.abs(v) <= 1);
    assertEquals(0.03, errors.max(), 1e-12);
    assertEquals(0.03, errors.mean(), 1e-12);
    // Of the nodes -1, -0.98, … the last one below zero is called safe, and so is the one before.
    assertEquals(1, errors.missedUnsafe());
    assertEquals(49.0 / 50, errors.intersectionOverUnion(), 1e-12);
    assertEquals(0, new TableErrors(off, exact, 0.03, (x, v) -> true).missedUnsafe());
    Solution broken = solution(Map.of(), x -> Double.NaN, 0);
    assertFalse(
        HjbMetric.atMost("max", new TableErrors(broken, exact, 0, (x, v) -> true).max(), 1).met());
  }

  @Test
  void lookupIsExactForLinesAndClosesPeriods() {
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("x", "m", 0, 2, 3, false), new GridAxis("psi", "rad", 0, 4, 4, true)));
    Values values = new Values.Doubles(new double[] {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23});
    assertEquals(7.5, TableLookup.value(grid, values, new double[] {0.6, 1.5}), 1e-12);
    assertEquals(21.5, TableLookup.value(grid, values, new double[] {2, 3.5}), 1e-12);
    assertEquals(13, TableLookup.value(grid, values, new double[] {1, -1}), 1e-12);
    assertTrue(Double.isNaN(TableLookup.value(grid, values, new double[] {2.01, 0})));
  }

  /** Answers with a table that is off by 0.1. */
  record Line(String name) implements Problem {
    @Override
    public String summary() {
      return "a line";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Solution solve(SolveRequest request, Progress progress) {
      int count = request.counts().map(counts -> counts.get(0)).orElse(201);
      return solution(count, Map.of(), x -> x[0], 0.1);
    }
  }

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
        Map.of(),
        0.5);
  }

  private static HjbReport report(HjbBenchmark benchmark) throws IOException, InterruptedException {
    return benchmark.run("./hjelm bench hjb", () -> 0);
  }

  private static HjbBenchmark benchmark(HjbCase... cases) {
    return new HjbBenchmark(
        new ProblemCatalog(List.of(new Line("line"))), List.of(cases), what -> {});
  }

  @Test
  void reportsWhatIsKeptMissedAndNotThere() throws IOException, InterruptedException {
    HjbBenchmark benchmark = benchmark(lineCase("line", 0.2), lineCase("plane", 0.2));
    HjbReport report = report(benchmark);
    assertTrue(report.met());
    String text = report.markdown();
    assertTrue(text.contains("max error 0.100 (≤ 0.200)"), text);
    assertTrue(text.contains("this build has no problem plane"), text);
    assertTrue(text.contains("on 1970-01-01"), text);
    HjbReport missed = report(benchmark(lineCase("line", 0.05)));
    assertFalse(missed.met());
    assertTrue(missed.markdown().contains("(≤ 0.0500, missed)"), missed::markdown);
    assertFalse(report(benchmark(lineCase("plane", 1))).met(), "nothing was solved");
  }

  @Test
  void pageNeedsNothingBesideIt() throws IOException, InterruptedException {
    HjbBenchmark benchmark = benchmark(lineCase("line", 0.2), lineCase("<b>", 0.2));
    String page = HjbPage.of(report(benchmark), benchmark.pictures());
    assertEquals(2, page.split("data:image/png;base64,", -1).length - 1);
    assertTrue(page.contains("&lt;b&gt;"), "names are not escaped");
    assertFalse(page.contains("http://") || page.contains("https://"), "it loads something");
  }

  @Test
  void saysWhyThePeerIsLeftOut() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("peer.sh"), "echo oh >&2; echo no >&2; exit 3");
    assertTrue(HjReachability.run(script, Map.of()).skipped().contains("does not name a checkout"));
    assertTrue(
        HjReachability.run(folder.resolve("none"), Map.of("HJ_REACHABILITY", "x"))
            .skipped()
            .contains("is not here"));
    assertTrue(
        HjReachability.run(script, Map.of("HJ_REACHABILITY", "x", "HJ_PYTHON", "no-such-python"))
            .skipped()
            .contains("Python does not start"));
    assertEquals(
        "it failed: no",
        HjReachability.run(script, Map.of("HJ_REACHABILITY", "x", "HJ_PYTHON", "sh")).skipped());
  }

  @Test
  void readsThePeersAnswer() throws IOException {
    assertEquals("no JAX", HjReachability.parsed("{\"skipped\": \"no JAX\"}").skipped());
    Peer peer =
        HjReachability.parsed(
            """
            {"tool": "t", "revision": "r", "jax": "1", "device": "cpu", "precision": "float32",
             "rows": [{"case": "line 201", "seconds": 2.5, "compilingSeconds": 4, "errors": {"max error": 0.1}}]}
            """);
    assertEquals("t at r, JAX 1, cpu, float32", peer.tool());
    assertEquals(2.5, peer.seconds("line 201"));
    assertTrue(Double.isNaN(peer.seconds("line 202")));
    assertEquals(Map.of("max error", 0.1), peer.rows().get(0).errors());
  }
}
