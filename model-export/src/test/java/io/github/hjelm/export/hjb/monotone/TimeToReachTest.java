package io.github.hjelm.export.hjb.monotone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeToReachTest {

  private static final Grid PLANE =
      new Grid(
          List.of(
              new GridAxis("x", "m", -1, 1, 21, false), new GridAxis("y", "m", -1, 1, 21, false)));

  /** ẋ = u with each speed in [-1, 1]: the time is the distance in the maximum norm. */
  @Test
  void aSliderTakesTheLargerOfBothDistances() throws Exception {
    TimeToReach solver = solved(new Slider(0), x -> Math.max(Math.abs(x[0]), Math.abs(x[1])) - 0.3);
    double[] x = new double[2];
    double[] u = new double[2];
    for (int node = 0; node < PLANE.size(); node++) {
      PLANE.coordinates(node, x);
      double exact = Math.max(0, Math.max(Math.abs(x[0]), Math.abs(x[1])) - 0.3);
      // An arc lasts at least a cell, so a path may have to end a cell's time late.
      assertEquals(exact, solver.time(node), 0.1, () -> x[0] + ", " + x[1]);
      assertTrue(solver.time(node) >= exact - 1e-12);
    }
    solver.control(0, u);
    assertArrayEquals(new double[] {1, 1}, u);
    solver.control(PLANE.size() - 1, u);
    assertArrayEquals(new double[] {-1, -1}, u);
  }

  @Test
  void whatCannotBeReachedTakesForever() throws Exception {
    // Carried to the right faster than it can slide.
    TimeToReach solver = solved(new Slider(2), x -> Math.hypot(x[0], x[1]) - 0.3);
    assertEquals(Double.POSITIVE_INFINITY, solver.time(20 * 21 + 10));
    assertTrue(solver.time(10) < 1.5);
    assertEquals(0, solver.time(10 * 21 + 10));
  }

  @Test
  void aPeriodicAxisIsRoundAndNotLong() throws Exception {
    Robot dubins = RobotCatalog.create("dubins", Map.of("speed", 1e-3, "max_turn_rate", 1.0));
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("x", "m", -1, 1, 5, false),
                new GridAxis("y", "m", -1, 1, 5, false),
                new GridAxis("heading", "rad", -Math.PI, Math.PI, 32, true)));
    TimeToReach solver =
        new TimeToReach(grid, dubins, x -> Math.cos(x[2] - 3) * -1 + Math.cos(0.2), 10);
    assertTrue(solver.solve(1e-6, Progress.none()).converged());
    for (int k = 0; k < 32; k++) {
      double off = Math.abs(Math.IEEEremainder(-Math.PI + k * Math.PI / 16 - 3, 2 * Math.PI));
      assertEquals(Math.max(0, off - 0.2), solver.time((2 * 5 + 2) * 32 + k), 1e-6);
    }
  }

  @Test
  void aDisturbedRobotIsRefused() throws Exception {
    Robot pushed = RobotCatalog.create("double-integrator", Map.of());
    assertThrows(IllegalArgumentException.class, () -> new TimeToReach(PLANE, pushed, x -> 1, 1));
  }

  private static TimeToReach solved(
      Robot robot, java.util.function.ToDoubleFunction<double[]> target) throws Exception {
    TimeToReach solver = new TimeToReach(PLANE, robot, target, 10);
    assertTrue(solver.solve(1e-9, Progress.none()).converged());
    return solver;
  }

  /** Slides with speeds of its choice, and is carried along x. */
  private record Slider(double carried) implements Robot {

    @Override
    public String name() {
      return "slider";
    }

    @Override
    public List<Quantity> states() {
      return List.of(Quantity.unbounded("x", "m"), Quantity.unbounded("y", "m"));
    }

    @Override
    public List<Quantity> controls() {
      return List.of(Quantity.symmetric("vx", "m/s", 1), Quantity.symmetric("vy", "m/s", 1));
    }

    @Override
    public List<Quantity> disturbances() {
      return List.of();
    }

    @Override
    public void drift(double[] x, double[] f) {
      f[0] = carried;
      f[1] = 0;
    }

    @Override
    public void controlMatrix(double[] x, double[] g) {
      g[0] = 1;
      g[1] = 0;
      g[2] = 0;
      g[3] = 1;
    }

    @Override
    public void disturbanceMatrix(double[] x, double[] d) {}

    @Override
    public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {}

    @Override
    public void fallback(double[] x, double[] u) {}

    @Override
    public void initialState(double[] x) {}
  }
}
