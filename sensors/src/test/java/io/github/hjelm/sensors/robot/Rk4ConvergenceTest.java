package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class Rk4ConvergenceTest {

  /** A turning vehicle at fixed speed drives an arc: x = v/ω (sin(θ + ωt) - sin θ), and so on. */
  private static double arcError(Robot dubins, int steps) {
    double[] u = {1.0};
    double[] wind = {0.1, -0.2};
    double[] x = {0, 0, 0.3};
    double seconds = 2;
    Rk4 rk4 = new Rk4(dubins);
    for (int i = 0; i < steps; i++) {
      rk4.step(x, u, wind, seconds / steps, x);
    }
    double exactX = 0.6 * (Math.sin(0.3 + seconds) - Math.sin(0.3)) + 0.1 * seconds;
    double exactY = -0.6 * (Math.cos(0.3 + seconds) - Math.cos(0.3)) - 0.2 * seconds;
    return Math.hypot(x[0] - exactX, x[1] - exactY);
  }

  @Test
  void measuredOrderIsFour() throws RobotRefusal {
    Robot dubins = RobotCatalog.create("dubins", Map.of());
    double previous = arcError(dubins, 4);
    for (int steps = 8; steps <= 64; steps *= 2) {
      double error = arcError(dubins, steps);
      double order = Math.log(previous / error) / Math.log(2);
      assertEquals(4.0, order, 0.1, "order between " + steps / 2 + " and " + steps + " steps");
      previous = error;
    }
    assertTrue(previous < 1e-8, "error " + previous);
  }

  @Test
  void heldInputsMakePolynomialsExact() throws RobotRefusal {
    Robot robot = RobotCatalog.create("double-integrator", Map.of());
    double[] x = {1, -0.5};
    double[] next = new double[2];
    new Rk4(robot).step(x, new double[] {0.7}, new double[] {-0.1}, 2, next);
    assertEquals(1 - 0.5 * 2 + 0.5 * 0.6 * 4, next[0], 1e-15);
    assertEquals(-0.5 + 0.6 * 2, next[1], 1e-15);
    assertEquals(1, x[0], "the state given is left alone");
  }

  @Test
  void periodicStatesComeBackIntoTheirInterval() throws RobotRefusal {
    Robot dubins = RobotCatalog.create("dubins", Map.of());
    double[] x = {0, 0, 3.1};
    new Rk4(dubins).step(x, new double[] {1}, new double[2], 0.1, x);
    assertEquals(3.2 - 2 * Math.PI, x[2], 1e-12);
  }
}
