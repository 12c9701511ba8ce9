package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The problems that are measured, with the limits that they have to keep. */
final class HjbCases {

  private static final TableErrors.Where EVERYWHERE = (x, exact) -> true;
  private static final String ACCURATE = "weno5";

  private HjbCases() {}

  /** All cases; those of the same problem stand together, the largest last. */
  static List<HjbCase> all() {
    List<HjbCase> cases = new ArrayList<>();
    cases.add(dubins());
    cases.add(air3d(3, 0.012, 51, 40, 50));
    cases.add(air3d(1, 0.004, 101, 80, 100));
    cases.add(doubleIntegrator());
    cases.addAll(timesToRest());
    cases.add(regulator());
    cases.add(merton());
    cases.add(survival("exit-probability σ = 1", "1"));
    cases.add(survival("exit-probability σ = 0.5", "0.5"));
    return cases;
  }

  private static SolveRequest request(Map<String, String> settings) {
    return new SolveRequest(
        settings,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }

  private static SolveRequest grid(double horizonS, List<Integer> counts) {
    return new SolveRequest(
        Map.of(),
        Optional.of(counts),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.of(horizonS),
        Optional.of(ACCURATE),
        false);
  }

  private static HjbCase dubins() {
    SolveRequest request =
        new SolveRequest(
            Map.of("speed", "0.6", "turnRate", "1.1", "radius", "0.25"),
            Optional.of(List.of(81, 81, 80)),
            Optional.of(List.of(-1.0, -1.0, -Math.PI)),
            Optional.of(List.of(1.0, 1.0, Math.PI)),
            OptionalDouble.of(3),
            Optional.of(ACCURATE),
            false);
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.dubinsAvoid(solution), 1e-3, EVERYWHERE);
          return List.of(
              HjbMetric.atMost("max error", errors.max(), 0.0085),
              HjbMetric.atMost(HjbBenchmark.MEAN_ERROR, errors.mean(), 3.1e-4),
              HjbMetric.atLeast("IoU of the unsafe set", errors.intersectionOverUnion(), 0.998),
              HjbMetric.atMost("unsafe nodes with V >= 1e-3", errors.missedUnsafe(), 0));
        };
    return new HjbCase(
        "dubins-avoid 81×81×80",
        "dubins-avoid",
        request,
        3,
        metrics,
        ClosedForms::dubinsAvoid,
        Map.of(),
        0.5);
  }

  private static HjbCase air3d(int runs, double limit, int nx, int ny, int nPsi) {
    return new HjbCase(
        "air3d " + nx + "×" + ny + "×" + nPsi,
        "air3d",
        grid(2.8, List.of(nx, ny, nPsi)),
        runs,
        solution -> List.of(HjbMetric.atMost("mean |V| head-on", headOn(solution), limit)),
        null,
        Map.of(2, Math.PI),
        0.5);
  }

  /** Mean |V| on (x, ±5, π), 0 ≤ x ≤ 10, where the boundary of the tube is known. */
  static double headOn(Solution solution) {
    Grid grid = solution.grid();
    double sum = 0;
    int points = 0;
    for (int i = 0; i <= 200; i++) {
      for (double y : new double[] {-5, 5}) {
        double[] x = {i * 0.05, y, Math.PI};
        sum += Math.abs(TableLookup.value(grid, solution.values(), x));
        points++;
      }
    }
    return sum / points;
  }

  private static HjbCase doubleIntegrator() {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          ToDoubleFunction<double[]> exact = ClosedForms.doubleIntegratorAvoid(solution);
          TableErrors band = new TableErrors(solution, exact, 0, (x, v) -> Math.abs(v) <= 0.1);
          TableErrors all = new TableErrors(solution, exact, 0, EVERYWHERE);
          return List.of(
              HjbMetric.atMost("max error where |V| <= 0.1", band.max(), 0.008),
              HjbMetric.atMost("mean error where |V| <= 0.1", band.mean(), 3e-4),
              HjbMetric.atMost("unsafe nodes with V >= 0", all.missedUnsafe(), 0),
              HjbMetric.atMost("seconds", solution.seconds(), 1));
        };
    return new HjbCase(
        "double-integrator-avoid 201×201",
        "double-integrator-avoid",
        new SolveRequest(
            Map.of(),
            Optional.of(List.of(201, 201)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of(ACCURATE),
            false),
        3,
        metrics,
        ClosedForms::doubleIntegratorAvoid,
        Map.of(),
        Double.NaN);
  }

  /** On grids that halve their spacing, so that the order of each scheme is seen. */
  private static List<HjbCase> timesToRest() {
    List<HjbCase> cases = new ArrayList<>();
    for (String scheme : List.of("first", "eno2", "eno3", ACCURATE)) {
      for (int count : new int[] {51, 101, 201, 401}) {
        cases.add(timeToRest(scheme, count));
      }
    }
    return cases;
  }

  private static HjbCase timeToRest(String scheme, int count) {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          double head = ClosedForms.parameter(solution, "head");
          TableErrors errors =
              new TableErrors(
                  solution,
                  ClosedForms.timeToRest(solution),
                  0,
                  (x, exact) -> exact > head && exact < 1.9 && staysInside(x));
          double spacings = errors.max() / solution.grid().axis(0).spacing();
          double limit = scheme.equals(ACCURATE) && count == 201 ? 1 : Double.NaN;
          return List.of(
              HjbMetric.atMost("max error in spacings", spacings, limit),
              HjbMetric.reported(HjbBenchmark.MEAN_ERROR, errors.mean()));
        };
    SolveRequest request =
        new SolveRequest(
            Map.of(),
            Optional.of(List.of(count, count)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of(scheme),
            false);
    String name = "double-integrator-ttr " + scheme + " " + count + "×" + count;
    return new HjbCase(
        name, "double-integrator-ttr", request, 1, metrics, null, Map.of(), Double.NaN);
  }

  /** Whether the fastest path, which turns at x + v|v|/2, stays on the grid of ±1.1. */
  private static boolean staysInside(double[] x) {
    double turning = x[0] + x[1] * Math.abs(x[1]) / 2;
    return Math.abs(turning) < 1 && Math.abs(x[0]) < 1.05 && Math.abs(x[1]) < 1.05;
  }

  private static HjbCase regulator() {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.regulator(solution), 0, EVERYWHERE);
          return List.of(
              HjbMetric.atMost("relative error of V", errors.maxRelative(), 1e-4),
              HjbMetric.atMost("relative error of the gain", LineGains.regulator(solution), 1e-4),
              HjbMetric.atMost("seconds", solution.seconds(), 5));
        };
    return new HjbCase(
        "lqr", "lqr", request(Map.of()), 3, metrics, ClosedForms::regulator, Map.of(), Double.NaN);
  }

  private static HjbCase merton() {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.merton(solution), 0, EVERYWHERE);
          return List.of(
              HjbMetric.atMost("relative error of W", errors.maxRelative(), 1e-4),
              HjbMetric.atMost(
                  "relative error of the risky share", LineGains.riskyShare(solution), 1e-4),
              HjbMetric.atMost(
                  "relative error of consumption", LineGains.consumption(solution), 1e-4),
              HjbMetric.atMost("seconds", solution.seconds(), 5));
        };
    return new HjbCase(
        "merton",
        "merton",
        request(Map.of()),
        3,
        metrics,
        ClosedForms::merton,
        Map.of(),
        Double.NaN);
  }

  private static HjbCase survival(String name, String sigma) {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.survival(solution), 0, EVERYWHERE);
          double smallest = Double.POSITIVE_INFINITY;
          double largest = Double.NEGATIVE_INFINITY;
          for (int node = 0; node < solution.values().size(); node++) {
            smallest = Math.min(smallest, solution.values().get(node));
            largest = Math.max(largest, solution.values().get(node));
          }
          return List.of(
              HjbMetric.atMost("max error", errors.max(), 1e-3),
              HjbMetric.atLeast("smallest probability", smallest, 0),
              HjbMetric.atMost("largest probability", largest, 1),
              HjbMetric.atMost("seconds", solution.seconds(), 5));
        };
    return new HjbCase(
        name,
        "exit-probability",
        request(Map.of("sigma", sigma)),
        3,
        metrics,
        ClosedForms::survival,
        Map.of(),
        Double.NaN);
  }
}
