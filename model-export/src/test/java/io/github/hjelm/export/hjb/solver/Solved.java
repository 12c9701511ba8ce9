package io.github.hjelm.export.hjb.solver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.upwind.Boundary;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A small equation solved, to be held against its closed form. */
final class Solved {

  private final Grid grid;
  private final double[] values;

  private Solved(Grid grid, double[] values) {
    this.grid = grid;
    this.values = values;
  }

  static Grid line(double lower, double upper, int count) {
    return new Grid(List.of(new GridAxis("x", "m", lower, upper, count, false)));
  }

  static Grid circles(int dimensions, int count) {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      axes.add(new GridAxis("x" + i, "m", 0, 2 * Math.PI, count, true));
    }
    return new Grid(axes);
  }

  static GridProblem problem(
      Grid grid, PlainRobot robot, Game game, Tube tube, NodeFunction l, Terms terms) {
    return new GridProblem(grid, robot, game, tube, l, Optional.empty(), terms);
  }

  static SolverSettings settings(double horizonS) {
    return SolverSettings.of(UpwindScheme.WENO5, horizonS, 1e-7)
        .withBoundary(Boundary.LINEAR)
        .withThreads(1);
  }

  static Solved of(GridProblem problem, double horizonS) throws Exception {
    return of(problem, settings(horizonS));
  }

  static Solved of(GridProblem problem, SolverSettings settings) throws Exception {
    return new Solved(
        problem.grid(),
        new LevelSetSolver(problem, settings).solve(Progress.none()).values().array());
  }

  double at(int node) {
    return values[node];
  }

  /** The largest distance from a closed form where it counts. */
  double error(NodeFunction exact, Predicate<double[]> counts) {
    double[] x = new double[grid.dimensions()];
    double largest = 0;
    int counted = 0;
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      if (counts.test(x)) {
        largest = Math.max(largest, Math.abs(values[node] - exact.at(x)));
        counted++;
      }
    }
    assertTrue(counted > values.length / 4, "only " + counted + " nodes count");
    return largest;
  }

  void assertMatches(NodeFunction exact, double tolerance) {
    assertMatches(exact, tolerance, x -> true);
  }

  void assertMatches(NodeFunction exact, double tolerance, Predicate<double[]> counts) {
    double error = error(exact, counts);
    assertTrue(error <= tolerance, () -> "off by " + error);
  }
}
