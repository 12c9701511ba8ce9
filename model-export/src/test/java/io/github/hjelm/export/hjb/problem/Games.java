package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.solver.NodeFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Small solves by the monotone scheme, and what every avoid problem has to satisfy. */
final class Games {

  private Games() {}

  static SolveRequest request(Map<String, String> settings, double horizonS, Integer... counts) {
    return new SolveRequest(
        settings,
        Optional.of(List.of(counts)),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.of(horizonS),
        Optional.of("first"),
        false);
  }

  static Solution solve(GameProblem problem, SolveRequest request)
      throws SolveRefusal, InterruptedException {
    return problem.solve(request, Progress.none());
  }

  /** l, as the problem poses it. */
  static NodeFunction clearance(GameProblem problem, SolveRequest request, Grid grid)
      throws SolveRefusal {
    return problem.pose(ProblemSettings.of(problem, request), grid).terminal();
  }

  /** V never exceeds l, and somewhere the game costs something. */
  static void assertBelowClearance(GameProblem problem, SolveRequest request)
      throws SolveRefusal, InterruptedException {
    Solution solution = solve(problem, request);
    NodeFunction clearance = clearance(problem, request, solution.grid());
    double[] x = new double[solution.grid().dimensions()];
    int lost = 0;
    for (int node = 0; node < solution.grid().size(); node++) {
      solution.grid().coordinates(node, x);
      double value = solution.values().get(node);
      assertTrue(value <= clearance.at(x), "V exceeds l at node " + node);
      lost += value < 0 && clearance.at(x) > 0 ? 1 : 0;
    }
    assertTrue(lost > 0, "nobody is caught");
  }

  /**
   * What the first calls safe is safe for the second too, and not the other way round. Values alone
   * are not ordered: what lies beyond the ends of axes is extrapolated (theory 01.3).
   */
  static void assertNoSafer(Solution smaller, Solution larger) {
    int fewer = 0;
    for (int node = 0; node < larger.grid().size(); node++) {
      boolean safe = smaller.values().get(node) > 0;
      boolean mustBeSafe = larger.values().get(node) > 0;
      assertTrue(mustBeSafe || !safe, "safer at node " + node);
      fewer += mustBeSafe && !safe ? 1 : 0;
    }
    assertTrue(fewer > 0, "the setting changed nothing");
  }

  /** The value does not change when the indices of a node do. */
  static void assertSymmetric(Solution solution, UnaryOperator<int[]> mirrored) {
    Grid grid = solution.grid();
    int moved = 0;
    for (int node = 0; node < grid.size(); node++) {
      int[] index = new int[grid.dimensions()];
      for (int axis = 0; axis < index.length; axis++) {
        index[axis] = grid.index(node, axis);
      }
      int other = 0;
      int[] image = mirrored.apply(index);
      for (int axis = 0; axis < image.length; axis++) {
        other += image[axis] * grid.stride(axis);
      }
      moved += other == node ? 0 : 1;
      assertEquals(solution.values().get(node), solution.values().get(other), 1e-9, "at " + node);
    }
    assertTrue(moved > grid.size() / 2, "hardly any node was moved");
  }

  /** The value at the node nearest to a place. */
  static double near(Solution solution, double... x) {
    int node = 0;
    for (int axis = 0; axis < x.length; axis++) {
      var a = solution.grid().axis(axis);
      node += (int) Math.round((x[axis] - a.lower()) / a.spacing()) * solution.grid().stride(axis);
    }
    return solution.values().get(node);
  }
}
