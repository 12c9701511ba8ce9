package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.Values;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * How far a solution is from its closed form.
 *
 * @param max the largest error
 * @param mean the mean error
 * @param intersectionOverUnion of the unsafe sets
 * @param missed nodes that are unsafe and called safe
 * @param missedAfterMargin the same when 10⁻³ is subtracted first
 */
record Accuracy(
    double max, double mean, double intersectionOverUnion, int missed, int missedAfterMargin) {

  static Accuracy of(Solution solution) {
    return switch (solution.problem()) {
      case "dubins-avoid" ->
          against(
              solution,
              x ->
                  DubinsAvoid.exact(
                      number(solution, "speed"),
                      number(solution, "turnRate"),
                      number(solution, "radius"),
                      x),
              node -> true);
      case "double-integrator-avoid" -> doubleIntegrator(solution);
      case "double-integrator-ttr" -> timeToReach(solution);
      default -> headOn(solution);
    };
  }

  private static double number(Solution solution, String name) {
    return Double.parseDouble(String.valueOf(solution.parameters().get(name)));
  }

  /** In the band |V| ≤ 0.1 around the boundary, where the closed form's horizon is reached. */
  private static Accuracy doubleIntegrator(Solution solution) {
    double surplus = number(solution, "acceleration") - number(solution, "disturbance");
    ToDoubleFunction<double[]> exact =
        x -> DoubleIntegratorAvoid.exact(number(solution, "wall"), surplus, x);
    Grid grid = solution.grid();
    double[] x = new double[2];
    return against(
        solution,
        exact,
        node -> {
          grid.coordinates(node, x);
          return Math.abs(exact.applyAsDouble(x)) <= 0.1;
        });
  }

  private static Accuracy timeToReach(Solution solution) {
    ToDoubleFunction<double[]> exact =
        x -> DoubleIntegratorTtr.exact(number(solution, "acceleration"), x);
    Grid grid = solution.grid();
    double[] x = new double[2];
    double head = number(solution, "head");
    return against(
        solution,
        exact,
        node -> {
          grid.coordinates(node, x);
          double time = exact.applyAsDouble(x);
          return time > head && time < 1.9 && staysInside(x);
        });
  }

  /** Whether the fastest path stays on the grid: the turning point is at x + v|v|/2. */
  private static boolean staysInside(double[] x) {
    double turning = x[0] + 0.5 * x[1] * Math.abs(x[1]);
    return Math.abs(turning) < 1 && Math.abs(x[0]) < 1.05 && Math.abs(x[1]) < 1.05;
  }

  private static Accuracy against(
      Solution solution, ToDoubleFunction<double[]> exact, IntPredicate counts) {
    Grid grid = solution.grid();
    Values values = solution.values();
    double[] x = new double[grid.dimensions()];
    double max = 0;
    double sum = 0;
    int counted = 0;
    int both = 0;
    int either = 0;
    int missed = 0;
    int missedAfterMargin = 0;
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      double truth = exact.applyAsDouble(x);
      double value = values.get(node);
      if (counts.test(node)) {
        max = Math.max(max, Math.abs(value - truth));
        sum += Math.abs(value - truth);
        counted++;
      }
      both += truth < 0 && value < 0 ? 1 : 0;
      either += truth < 0 || value < 0 ? 1 : 0;
      missed += truth < 0 && !(value < 0) ? 1 : 0;
      missedAfterMargin += truth < 0 && !(value - 1e-3 < 0) ? 1 : 0;
    }
    return new Accuracy(max, sum / counted, (double) both / either, missed, missedAfterMargin);
  }

  /** |V(x, ±5, π)| for 0 ≤ x ≤ 10, read off by straight lines between nodes. */
  private static Accuracy headOn(Solution solution) {
    Grid grid = solution.grid();
    double max = 0;
    double sum = 0;
    int samples = 401;
    for (int k = 0; k < samples; k++) {
      for (double y : new double[] {-5, 5}) {
        double[] x = {10.0 * k / (samples - 1), y, Math.PI};
        double value = Math.abs(interpolate(grid, solution.values(), x));
        max = Math.max(max, value);
        sum += value;
      }
    }
    return new Accuracy(max, sum / (2 * samples), Double.NaN, 0, 0);
  }

  private static double interpolate(Grid grid, Values values, double[] x) {
    double sum = 0;
    for (int corner = 0; corner < 1 << x.length; corner++) {
      double weight = 1;
      int node = 0;
      for (int axis = 0; axis < x.length; axis++) {
        double at = (x[axis] - grid.axis(axis).lower()) / grid.axis(axis).spacing();
        int cell = (int) Math.floor(at);
        boolean upper = (corner >> axis & 1) == 1;
        weight *= upper ? at - cell : 1 - (at - cell);
        node += (cell + (upper ? 1 : 0)) % grid.axis(axis).count() * grid.stride(axis);
      }
      sum += weight * values.get(node);
    }
    return sum;
  }
}
