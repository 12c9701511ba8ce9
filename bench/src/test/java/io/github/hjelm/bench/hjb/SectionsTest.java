package io.github.hjelm.bench.hjb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.filter.FilterBenchmark.Kind;
import io.github.hjelm.bench.filter.FilterRow;
import io.github.hjelm.bench.jmh.ShortRun;
import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.solver.RungeKutta;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SectionsTest {

  private static Surroundings surroundings(Problem... problems) {
    return new Surroundings(
        new ProblemCatalog(List.of(problems)), Peer.absent("no need"), () -> 0, 1, true);
  }

  @Test
  void namesAreUniqueAndTheSameAtEverySize() {
    List<String> names = Sections.all(false).stream().map(Section::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
    assertEquals(names, Sections.all(true).stream().map(Section::name).toList());
    assertTrue(names.containsAll(List.of("dubins-avoid", "air3d", "filter", "latency", "orders")));
  }

  /** Answers with the closed form, off by the square of the spacing, and takes one scheme. */
  private record SecondOrderArrival() implements Problem {
    @Override
    public String name() {
      return "double-integrator-ttr";
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Solution solve(SolveRequest request, Progress progress) throws SolveRefusal {
      if (!request.scheme().orElse("eno2").equals("eno2")) {
        throw new SolveRefusal("there is no scheme like that");
      }
      int count = request.counts().orElseThrow().get(0);
      GridAxis axis = new GridAxis("x", "m", -1.1, 1.1, count, false);
      Grid grid = new Grid(List.of(axis, axis));
      Values values = new Values.Doubles(new double[grid.size()]);
      Map<String, Object> parameters = Map.of("head", 1.0, "acceleration", 1.0);
      Solution solution =
          new Solution(grid, values, "", name(), parameters, "eno2", false, 2, 1, 1, 0);
      ToDoubleFunction<double[]> exact = ClosedForms.timeToRest(solution);
      double[] x = new double[2];
      for (int node = 0; node < grid.size(); node++) {
        grid.coordinates(node, x);
        values.set(node, exact.applyAsDouble(x) + axis.spacing() * axis.spacing());
      }
      return solution;
    }
  }

  @Test
  void arrivalsAreMeasuredForEverySchemeThatIsTaken() throws Exception {
    Section.Result result =
        new ArrivalSection().run(surroundings(new SecondOrderArrival()), Progress.none());
    assertEquals(
        List.of(
            "double-integrator-ttr 41×41",
            "double-integrator-ttr eno2 21×21",
            "double-integrator-ttr eno2 41×41"),
        result.rows().stream().map(HjbRow::name).toList());
    assertEquals(2, result.rows().get(2).metric("measured order"), 1e-9);
    // Off by the square of the spacing is off by a spacing's share of a spacing.
    assertEquals(2.2 / 40, result.rows().get(0).metric("max error in spacings"), 1e-9);
    assertTrue(result.plots().get(0).html().contains("eno2, order 2.00"));
  }

  @Test
  void anArrivalProblemThatIsNotThereIsSaid() throws Exception {
    Section.Result result = new ArrivalSection().run(surroundings(), Progress.none());
    assertEquals(1, result.rows().size());
    assertFalse(result.rows().get(0).missing().isEmpty());
  }

  private static List<HjbRow> series(double... errors) {
    List<HjbRow> rows = new ArrayList<>();
    rows.add(new HjbRow("exit", "judged", "", Map.of(), List.of(), ""));
    for (double error : errors) {
      rows.add(
          new HjbRow(
              "exit", "r", "", Map.of(), List.of(HjbMetric.reported("max error", error)), ""));
    }
    return rows;
  }

  @Test
  void exitErrorsHaveToFallFromGridToGrid() {
    HjbRow falling = ExitCases.together(series(0.16, 0.04, 0.01, 0.0025)).rows().get(0);
    assertTrue(falling.met());
    assertEquals(2, falling.metric("measured order"), 1e-9);
    assertFalse(ExitCases.together(series(0.16, 0.04, 0.05, 0.01)).rows().get(0).met());
    assertFalse(ExitCases.together(series(0.16, 0.04, Double.NaN, 0.01)).rows().get(0).met());
  }

  @Test
  void everySchemeHasItsOrder() throws Exception {
    List<HjbRow> rows = new OrderSection().run(surroundings(), Progress.none()).rows();
    assertEquals(UpwindScheme.values().length + RungeKutta.values().length, rows.size());
    for (HjbRow row : rows) {
      assertTrue(row.met(), row::toString);
    }
  }

  private static HjbRow filter(Kind kind, double holdS, int violations, long interventions) {
    FilterRow measured =
        new FilterRow(
            kind.written(), holdS, 6, 1000, violations, 1e-6, 9e-5, 0, 1000, interventions, 1, 500);
    return FilterSection.row("filter", kind, measured);
  }

  @Test
  void oursMayNotFailAndTheUsualOnesMustWhenTheHoldIsLong() {
    assertTrue(filter(Kind.STRONGEST, 0.1, 0, 520).met());
    assertFalse(filter(Kind.STRONGEST, 0.1, 1, 520).met());
    assertFalse(filter(Kind.STRONGEST, 0.1, 0, 521).met());
    assertTrue(filter(Kind.NEAREST, 0.1, 0, 900).met());
    assertFalse(filter(Kind.NEAREST, 0.1, 1, 900).met());
    assertTrue(filter(Kind.PLAIN_SWITCH, 0.1, 1000, 900).met());
    assertFalse(filter(Kind.PLAIN_CBF_QP, 0.1, 0, 900).met());
    assertTrue(filter(Kind.PLAIN_CBF_QP, 0.001, 0, 900).met());
  }

  @Test
  void callsMayNeitherBeSlowNorAllocate() throws Exception {
    assertTrue(LatencySection.row("call", 60, 60, 90, 0).met());
    assertFalse(LatencySection.row("call", 61, 60, 90, 0).met());
    assertFalse(LatencySection.row("call", 60, 60, 90, 1).met());
    assertEquals(0, ShortRun.lookupBytes("11^2"));
    assertEquals(0, ShortRun.checkBytes());
  }
}
