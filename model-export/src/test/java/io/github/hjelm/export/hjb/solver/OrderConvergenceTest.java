package io.github.hjelm.export.hjb.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Measured order against declared order on V_t + c·∇V = 0 with a smooth wave, whose solution is the
 * wave moved by cT.
 */
final class OrderConvergenceTest {

  private static final double HORIZON_S = 0.3;

  private static double wave(double[] x, double time) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] + time / (i + 1);
    }
    return Math.sin(sum);
  }

  private static Grid grid(int dimensions, int count) {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      axes.add(new GridAxis("x" + i, "m", 0, 2 * Math.PI, count, true));
    }
    return new Grid(axes);
  }

  private static double[] solve(Grid grid, SolverSettings settings) throws Exception {
    GridProblem problem =
        new GridProblem(
            grid,
            WavyRobot.drifting(grid.dimensions()),
            Game.AVOID,
            Tube.NONE,
            x -> wave(x, 0),
            Optional.empty());
    return new LevelSetSolver(problem, settings).solve(Progress.none()).values().array();
  }

  /** The mean error, in which the few nodes where an ENO stencil changes hardly count. */
  private static double error(int dimensions, int count, SolverSettings settings) throws Exception {
    Grid grid = grid(dimensions, count);
    double[] values = solve(grid, settings);
    double[] x = new double[dimensions];
    double sum = 0;
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      sum += Math.abs(values[node] - wave(x, HORIZON_S));
    }
    return sum / values.length;
  }

  private static void assertHasItsOrder(int dimensions, UpwindScheme scheme, int coarse, int fine)
      throws Exception {
    // Steps so short that the error of the third-order steps is far below that in space.
    SolverSettings settings =
        SolverSettings.of(scheme, HORIZON_S, 0).withRungeKutta(RungeKutta.THIRD).withCfl(0.04);
    double ratio = error(dimensions, coarse, settings) / error(dimensions, fine, settings);
    double measured = Math.log(ratio) / Math.log((double) fine / coarse);
    assertTrue(
        measured > scheme.order() - 0.25,
        () -> scheme + " in " + dimensions + "-D has order " + measured);
  }

  @Test
  void eachSchemeHasItsOrderInOneDimension() throws Exception {
    for (UpwindScheme scheme : UpwindScheme.values()) {
      assertHasItsOrder(1, scheme, 40, 80);
    }
  }

  @Test
  void eachSchemeHasItsOrderInTwoDimensions() throws Exception {
    for (UpwindScheme scheme : UpwindScheme.values()) {
      assertHasItsOrder(2, scheme, 24, 48);
    }
  }

  @Test
  void eachRungeKuttaHasItsOrder() throws Exception {
    for (RungeKutta scheme : RungeKutta.values()) {
      for (int dimensions = 1; dimensions <= 2; dimensions++) {
        Grid grid = grid(dimensions, 32);
        SolverSettings settings =
            SolverSettings.of(UpwindScheme.WENO5, HORIZON_S, 0).withRungeKutta(scheme);
        double[] limit = solve(grid, settings.withRungeKutta(RungeKutta.THIRD).withCfl(0.01));
        double coarse = distance(limit, solve(grid, settings.withCfl(0.4)));
        double fine = distance(limit, solve(grid, settings.withCfl(0.2)));
        assertEquals(scheme.order(), Math.log(coarse / fine) / Math.log(2), 0.4, scheme::name);
      }
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }
}
