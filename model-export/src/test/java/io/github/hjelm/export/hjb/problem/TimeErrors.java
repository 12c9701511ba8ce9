package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Solution;
import java.util.function.Predicate;

/**
 * How far times to reach are from the closed form, outside the target.
 *
 * @param max the largest error over the spacing, in s/m times m: with accelerations and speeds of
 *     order one the spacing of either axis stands for the time in which it is crossed
 * @param mean the mean error over the spacing
 * @param lowest the most by which a time is too short, over the spacing
 */
record TimeErrors(double max, double mean, double lowest) {

  static TimeErrors everywhere(Solution solution) {
    return of(solution, x -> true);
  }

  /** Where the fastest path stays on the grid, which the level-set schemes cannot leave. */
  static TimeErrors withPathsInside(Solution solution) {
    return of(
        solution,
        x ->
            Math.abs(x[0] + 0.5 * x[1] * Math.abs(x[1])) < 1
                && Math.abs(x[0]) < 1.05
                && Math.abs(x[1]) < 1.05);
  }

  private static TimeErrors of(Solution solution, Predicate<double[]> counts) {
    Grid grid = solution.grid();
    double head = number(solution, "head");
    double acceleration = number(solution, "acceleration");
    double spacing = grid.axis(0).spacing();
    double[] x = new double[2];
    double max = 0;
    double sum = 0;
    double lowest = 0;
    int counted = 0;
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      double exact = DoubleIntegratorTtr.exact(acceleration, x);
      if (exact > head && counts.test(x)) {
        double error = (solution.values().get(node) - exact) / spacing;
        max = Math.max(max, Math.abs(error));
        lowest = Math.max(lowest, -error);
        sum += Math.abs(error);
        counted++;
      }
    }
    return new TimeErrors(max, sum / counted, lowest);
  }

  private static double number(Solution solution, String name) {
    return Double.parseDouble(String.valueOf(solution.parameters().get(name)));
  }
}
