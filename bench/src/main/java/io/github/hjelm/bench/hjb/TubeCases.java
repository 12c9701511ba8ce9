package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Avoid tubes whose boundary or whole value is known, at the accuracy that tools are used with. */
final class TubeCases {

  static final String ACCURATE = "weno5";

  private static final TableErrors.Where EVERYWHERE = (x, exact) -> true;
  private static final int ROUNDS = 100;

  private TubeCases() {}

  static HjbCase dubins(int nx, int ny, int nTheta) {
    SolveRequest request =
        new SolveRequest(
            Map.of("speed", "0.6", "turnRate", "1.1", "radius", "0.25"),
            Optional.of(List.of(nx, ny, nTheta)),
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
              HjbMetric.atMost("mean error", errors.mean(), 3.1e-4),
              HjbMetric.atLeast("IoU of the unsafe set", errors.intersectionOverUnion(), 0.998),
              HjbMetric.atMost("unsafe nodes with V ≥ 1e-3", errors.missedUnsafe(), 0));
        };
    return new HjbCase(
        "dubins-avoid %d×%d×%d".formatted(nx, ny, nTheta),
        "dubins-avoid",
        request,
        ROUNDS,
        metrics,
        ClosedForms::dubinsAvoid,
        null,
        Map.of(2, 0.0),
        Double.NaN,
        0.5);
  }

  static HjbCase air3d(double limit, int nx, int ny, int nPsi) {
    SolveRequest standard = Requests.horizon(SolveRequest.standard(), 2.8);
    return new HjbCase(
        "air3d %d×%d×%d".formatted(nx, ny, nPsi),
        "air3d",
        Requests.counts(Requests.scheme(standard, ACCURATE), List.of(nx, ny, nPsi)),
        ROUNDS,
        solution -> List.of(HjbMetric.atMost("mean |V| head-on", headOn(solution), limit)),
        null,
        x -> x[0] >= 0 && x[0] <= 10 ? 5 - Math.abs(x[1]) : Double.NaN,
        Map.of(2, Math.PI),
        Double.NaN,
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

  static HjbCase doubleIntegrator(int count) {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          ToDoubleFunction<double[]> exact = ClosedForms.doubleIntegratorAvoid(solution);
          TableErrors band = new TableErrors(solution, exact, 0, (x, v) -> Math.abs(v) <= 0.1);
          TableErrors all = new TableErrors(solution, exact, 0, EVERYWHERE);
          return List.of(
              HjbMetric.atMost("max error where |V| ≤ 0.1", band.max(), 0.008),
              HjbMetric.atMost("mean error where |V| ≤ 0.1", band.mean(), 3e-4),
              HjbMetric.atMost("unsafe nodes with V ≥ 0", all.missedUnsafe(), 0));
        };
    SolveRequest request = Requests.scheme(SolveRequest.standard(), ACCURATE);
    return new HjbCase(
        "double-integrator-avoid %d×%d".formatted(count, count),
        "double-integrator-avoid",
        Requests.cube(request, 2, count),
        ROUNDS,
        metrics,
        ClosedForms::doubleIntegratorAvoid,
        null,
        Map.of(),
        1,
        Double.NaN);
  }

  /** Six axes, for which no closed form is known: only that it finishes, and how fast. */
  static HjbCase quadrotor(int count) {
    return new HjbCase(
        "planar-quadrotor-avoid %d⁶".formatted(count),
        "planar-quadrotor-avoid",
        Requests.cube(SolveRequest.standard(), 6, count),
        1,
        solution ->
            List.of(
                HjbMetric.reported(
                    "million node updates per s",
                    solution.grid().size() * 1e-6 * solution.steps() / solution.seconds()),
                HjbMetric.atMost("peak memory of the process in GiB", PeakMemory.gibibytes(), 8),
                HjbMetric.atMost("values that are not finite", notFinite(solution), 0)),
        null,
        null,
        Map.of(),
        Double.NaN,
        Double.NaN);
  }

  private static int notFinite(Solution solution) {
    int found = 0;
    for (int node = 0; node < solution.values().size(); node++) {
      found += Double.isFinite(solution.values().get(node)) ? 0 : 1;
    }
    return found;
  }
}
