package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What physics demands of each model, beyond its formulas. */
class RobotPhysicsTest {

  private static final double[] NONE = {};
  private static final double[] ZERO = {0};

  private static double[] drive(
      Robot robot, double[] start, double[] u, double[] d, double seconds, double stepS) {
    Rk4 rk4 = new Rk4(robot);
    double[] x = start.clone();
    int steps = (int) Math.round(seconds / stepS);
    for (int i = 0; i < steps; i++) {
      rk4.step(x, u, d, stepS, x);
    }
    return x;
  }

  @Test
  void undampedPendulumKeepsItsEnergy() throws RobotRefusal {
    Robot pendulum = RobotCatalog.create("pendulum", Map.of("damping", 0.0));
    double[] start = {1.0, 0.5};
    double[] end = drive(pendulum, start, ZERO, ZERO, 10, 1e-3);
    // RK4 at 1 ms loses about 1e-12 of it per second here.
    assertEquals(pendulumEnergy(start), pendulumEnergy(end), 1e-9);
    Robot damped = RobotCatalog.create("pendulum", Map.of());
    assertTrue(
        pendulumEnergy(drive(damped, start, ZERO, ZERO, 10, 1e-3)) < pendulumEnergy(start) - 1);
  }

  private static double pendulumEnergy(double[] x) {
    return 0.5 * x[1] * x[1] + 9.81 * Math.cos(x[0]);
  }

  @Test
  void freeCartpoleKeepsItsEnergyAndItsMomentumIsThePush() throws RobotRefusal {
    Robot cartpole = RobotCatalog.create("cartpole", Map.of());
    double[] start = {0, 0.3, 0.4, -0.2};
    double[] end = drive(cartpole, start, ZERO, ZERO, 10, 1e-3);
    assertEquals(cartpoleEnergy(start), cartpoleEnergy(end), 1e-8);
    assertEquals(cartpoleMomentum(start), cartpoleMomentum(end), 1e-8);
    double[] pushed = drive(cartpole, start, new double[] {2}, ZERO, 0.5, 1e-3);
    assertEquals(cartpoleMomentum(start) + 2 * 0.5, cartpoleMomentum(pushed), 1e-8);
    double[] blown = drive(cartpole, start, ZERO, new double[] {2}, 0.5, 1e-3);
    assertEquals(cartpoleMomentum(start) + 2 * 0.5, cartpoleMomentum(blown), 1e-8);
  }

  private static double cartpoleEnergy(double[] x) {
    double tipX = x[1] + 0.5 * x[3] * Math.cos(x[2]);
    double tipZ = -0.5 * x[3] * Math.sin(x[2]);
    return 0.5 * x[1] * x[1]
        + 0.05 * (tipX * tipX + tipZ * tipZ)
        + 0.1 * 9.81 * 0.5 * Math.cos(x[2]);
  }

  private static double cartpoleMomentum(double[] x) {
    return 1.1 * x[1] + 0.1 * 0.5 * x[3] * Math.cos(x[2]);
  }

  @Test
  void quadrotorHoversAndItsFallbackBringsItBackToHover() throws RobotRefusal {
    Robot quadrotor = RobotCatalog.create("planar-quadrotor", Map.of());
    double[] hover = {2, 5, 0, 0, 0, 0};
    double[] u = new double[2];
    quadrotor.fallback(hover, u);
    assertArrayEquals(new double[] {9.81 / 2, 9.81 / 2}, u, 1e-12);
    double[] rate = new double[6];
    new StateRate(quadrotor).evaluate(hover, u, new double[2], rate);
    assertArrayEquals(new double[6], rate, 1e-12);

    Rk4 rk4 = new Rk4(quadrotor);
    double[] x = {0, 5, 1.0, 1, -1, 2};
    for (int i = 0; i < 40_000; i++) {
      quadrotor.fallback(x, u);
      rk4.step(x, u, new double[2], 2e-3, x);
    }
    // Sideways only drag slows it down, within ten seconds to a third.
    for (int i = 2; i < 6; i++) {
      assertEquals(0, x[i], 0.01, quadrotor.states().get(i).name());
    }
  }

  @Test
  void brakingRobotsComeToRest() throws RobotRefusal {
    for (String name : List.of("mobile-robot", "lane-change-car", "double-integrator")) {
      Robot robot = RobotCatalog.create(name, Map.of());
      int speed = name.equals("double-integrator") ? 1 : 3;
      double[] x = new double[robot.states().size()];
      robot.initialState(x);
      x[speed] = 1.4;
      double[] u = new double[robot.controls().size()];
      double[] d = new double[robot.disturbances().size()];
      Rk4 rk4 = new Rk4(robot);
      for (int i = 0; i < 400; i++) {
        robot.fallback(x, u);
        rk4.step(x, u, d, 0.01, x);
        assertTrue(x[speed] >= -1e-12, name + " brakes into reverse");
      }
      assertEquals(0, x[speed], 1e-6, name);
    }
  }

  @Test
  void air3dIsTheDifferenceOfTwoDubinsVehicles() throws RobotRefusal {
    Robot relative = RobotCatalog.create("air3d", Map.of("pursuer_speed", 4.0));
    Robot evader = RobotCatalog.create("dubins", Map.of("speed", 5.0));
    Robot pursuer = RobotCatalog.create("dubins", Map.of("speed", 4.0));
    double[] calm = {0, 0};
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 50; i++) {
      double[] a = {random.nextDouble(-9, 9), random.nextDouble(-9, 9), random.nextDouble(-3, 3)};
      double[] b = {random.nextDouble(-9, 9), random.nextDouble(-9, 9), random.nextDouble(-3, 3)};
      double[] ua = {random.nextDouble(-1, 1)};
      double[] ub = {random.nextDouble(-1, 1)};
      double[] seen = drive(relative, seenFrom(a, b), ua, ub, 2, 1e-3);
      double[] expected =
          seenFrom(drive(evader, a, ua, calm, 2, 1e-3), drive(pursuer, b, ub, calm, 2, 1e-3));
      assertEquals(expected[0], seen[0], 1e-9, "seed 7, case " + i);
      assertEquals(expected[1], seen[1], 1e-9, "seed 7, case " + i);
      assertEquals(0, Math.sin((expected[2] - seen[2]) / 2), 1e-9, "seed 7, case " + i);
    }
  }

  /** Where the second vehicle is in the frame of the first. */
  private static double[] seenFrom(double[] a, double[] b) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double cos = Math.cos(a[2]);
    double sin = Math.sin(a[2]);
    return new double[] {cos * dx + sin * dy, -sin * dx + cos * dy, b[2] - a[2]};
  }

  @Test
  void linearRobotFollowsTheMatrixExponential() {
    double[] a = {-0.1, 1.0, 0.2, -1.0, -0.3, 0.1, 0.0, 0.4, -0.5};
    Quantity q = Quantity.unbounded("q", "m");
    Robot linear =
        new LinearRobot(
            "any",
            List.of(q, Quantity.unbounded("r", "m"), Quantity.unbounded("s", "m")),
            List.of(Quantity.symmetric("u", "N", 1)),
            List.of(),
            a,
            new double[] {0, 1, 0},
            NONE,
            new double[3]);
    double[] start = {1, -2, 0.5};
    double[] end = drive(linear, start, new double[] {0.7}, NONE, 3, 1e-3);
    // exp of [[A, Bu], [0, 0]]·3, applied to (x, 1).
    double[] augmented = new double[16];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(a, 3 * i, augmented, 4 * i, 3);
    }
    augmented[7] = 0.7;
    double[] exponential = exponential(augmented, 4, 3.0);
    for (int i = 0; i < 3; i++) {
      double expected = exponential[4 * i + 3];
      for (int j = 0; j < 3; j++) {
        expected += exponential[4 * i + j] * start[j];
      }
      assertEquals(expected, end[i], 1e-11);
    }
  }

  /** By its power series on 2⁻¹⁰ of the time, squared ten times. */
  private static double[] exponential(double[] a, int n, double time) {
    double[] scaled = new double[n * n];
    double[] sum = new double[n * n];
    double[] term = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      scaled[i] = a[i] * time / 1024;
    }
    for (int i = 0; i < n; i++) {
      sum[i * n + i] = 1;
      term[i * n + i] = 1;
    }
    for (int k = 1; k < 20; k++) {
      term = product(term, scaled, n);
      for (int i = 0; i < n * n; i++) {
        term[i] /= k;
        sum[i] += term[i];
      }
    }
    for (int k = 0; k < 10; k++) {
      sum = product(sum, sum, n);
    }
    return sum;
  }

  private static double[] product(double[] a, double[] b, int n) {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          c[i * n + j] += a[i * n + k] * b[k * n + j];
        }
      }
    }
    return c;
  }

  @Test
  void dubinsDrivesACircle() throws RobotRefusal {
    Robot dubins = RobotCatalog.create("dubins", Map.of());
    double[] start = {0.3, -0.2, 0.7};
    double period = 2 * Math.PI / 1.1;
    double[] end = drive(dubins, start, new double[] {1.1}, new double[2], period, period / 4000);
    assertArrayEquals(start, end, 1e-9);
  }
}
