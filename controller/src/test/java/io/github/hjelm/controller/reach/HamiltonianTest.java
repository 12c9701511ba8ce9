package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Hamiltonian.Aim;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HamiltonianTest {

  /** ẋ = -x + Gu + Dd with G, D from a seed, so that every entry counts. */
  private static final Robot ROBOT = new MatrixRobot(3, List.of(-1.0, -2.0), List.of(0.5, 3.0), 1);

  @Test
  void agreesWithTheBestOfAllCorners() {
    SplittableRandom random = new SplittableRandom(5);
    for (Aim controlAim : Aim.values()) {
      for (Aim disturbanceAim : Aim.values()) {
        Hamiltonian hamiltonian = new Hamiltonian(ROBOT, controlAim, disturbanceAim, 0);
        for (int i = 0; i < 200; i++) {
          double[] x = random.doubles(3, -2, 2).toArray();
          double[] p = random.doubles(3, -2, 2).toArray();
          double h = hamiltonian.evaluate(x, p);
          assertEquals(overCorners(x, p, controlAim, disturbanceAim), h, 1e-12);
          double[] u = new double[2];
          double[] d = new double[2];
          assertEquals(0, hamiltonian.extremeControl(new double[2], u));
          assertEquals(0, hamiltonian.extremeDisturbance(new double[2], d));
          assertEquals(rate(x, p, u, d), h, 1e-12);
          double[] other = random.doubles(2, -1, 0.5).toArray();
          assertEquals(rate(x, p, other, d), hamiltonian.rateUnder(other), 1e-12);
          double drift = rate(x, p, new double[2], new double[2]);
          assertEquals(drift, hamiltonian.driftRate(), 1e-12);
          assertEquals(
              rate(x, p, new double[] {0, 1}, new double[2]) - drift,
              hamiltonian.controlCoefficient(1),
              1e-12);
          assertEquals(
              rate(x, p, new double[2], new double[] {0, 1}) - drift,
              hamiltonian.disturbanceCoefficient(1),
              1e-12);
        }
      }
    }
  }

  @Test
  void avoidAndReachAreMirrorImages() {
    double[] x = {0.3, -0.2, 1};
    double[] p = {1, -0.5, 2};
    double[] minus = {-1, 0.5, -2};
    double avoid = Hamiltonian.avoid(ROBOT).evaluate(x, p);
    assertEquals(overCorners(x, p, Aim.MAXIMISE, Aim.MINIMISE), avoid, 1e-12);
    assertEquals(-avoid, Hamiltonian.reach(ROBOT).evaluate(x, minus), 1e-12);
  }

  @Test
  void aTieIsReportedAndTheGivenValueStands() {
    Hamiltonian hamiltonian = new Hamiltonian(ROBOT, Aim.MAXIMISE, Aim.MINIMISE, 1e-6);
    double[] backup = {0.25, 1.5};
    double[] u = new double[2];
    double[] x = {1, 1, 1};
    assertEquals(0, hamiltonian.evaluate(x, new double[3]));
    assertEquals(2, hamiltonian.extremeControl(backup, u));
    assertArrayEquals(backup, u);
    // p orthogonal to the first column of G leaves the second control its choice.
    double[] g = new double[6];
    ROBOT.controlMatrix(x, g);
    double[] p = {g[2], -g[0], 0};
    double expected = overCorners(x, p, Aim.MAXIMISE, Aim.MINIMISE);
    assertEquals(expected, hamiltonian.evaluate(x, p), 1e-12);
    assertTrue(hamiltonian.isControlTied(0));
    assertFalse(hamiltonian.isControlTied(1));
    assertEquals(1, hamiltonian.extremeControl(backup, u));
    assertEquals(0.25, u[0]);
    assertTrue(u[1] == -2 || u[1] == 3);
  }

  @Test
  void theLimitOfATieIsARate() {
    double[] x = {0, 0, 0};
    double[] g = new double[6];
    ROBOT.controlMatrix(x, g);
    // Widths of the control boxes: 1.5 and 5.
    double[] p = {1e-3, 0, 0};
    double rate = Math.abs(1e-3 * g[0]) * 1.5;
    Hamiltonian above = new Hamiltonian(ROBOT, Aim.MAXIMISE, Aim.MINIMISE, rate * 1.01);
    Hamiltonian below = new Hamiltonian(ROBOT, Aim.MAXIMISE, Aim.MINIMISE, rate * 0.99);
    above.evaluate(x, p);
    below.evaluate(x, p);
    assertTrue(above.isControlTied(0));
    assertFalse(below.isControlTied(0));
    // What is tied still counts in H itself, which is exact.
    assertEquals(below.evaluate(x, p), above.evaluate(x, p));
  }

  @Test
  void aBoxWithoutWidthIsNoTie() {
    Robot fixed = new MatrixRobot(2, List.of(0.5), List.of(0.5), 2);
    Hamiltonian hamiltonian = Hamiltonian.avoid(fixed);
    hamiltonian.evaluate(new double[2], new double[2]);
    double[] u = new double[1];
    assertEquals(0, hamiltonian.extremeControl(new double[] {9}, u));
    assertEquals(0.5, u[0]);
  }

  @Test
  void whatIsNotANumberTiesEverything() {
    Hamiltonian hamiltonian = Hamiltonian.avoid(ROBOT);
    assertTrue(Double.isNaN(hamiltonian.evaluate(new double[3], new double[] {0, Double.NaN, 0})));
    double[] u = new double[2];
    assertEquals(2, hamiltonian.extremeControl(new double[] {0.1, 0.2}, u));
    assertArrayEquals(new double[] {0.1, 0.2}, u);
    assertTrue(hamiltonian.isDisturbanceTied(0));
  }

  @Test
  void refusesALimitThatIsNone() {
    for (double limit : new double[] {-1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Hamiltonian(ROBOT, Aim.MAXIMISE, Aim.MINIMISE, limit));
    }
  }

  private static double overCorners(double[] x, double[] p, Aim controlAim, Aim disturbanceAim) {
    double best = Double.NaN;
    for (int control = 0; control < 4; control++) {
      double[] u = {(control & 1) == 0 ? -1 : 0.5, (control & 2) == 0 ? -2 : 3};
      double worst = Double.NaN;
      for (int disturbance = 0; disturbance < 4; disturbance++) {
        double[] d = {
          (disturbance & 1) == 0 ? -MatrixRobot.BOUND : MatrixRobot.BOUND,
          (disturbance & 2) == 0 ? -MatrixRobot.BOUND : MatrixRobot.BOUND
        };
        worst = better(disturbanceAim, worst, rate(x, p, u, d));
      }
      best = better(controlAim, best, worst);
    }
    return best;
  }

  private static double better(Aim aim, double a, double b) {
    if (Double.isNaN(a)) {
      return b;
    }
    return aim == Aim.MAXIMISE ? Math.max(a, b) : Math.min(a, b);
  }

  /** p·(f + Gu + Dd), written out. */
  private static double rate(double[] x, double[] p, double[] u, double[] d) {
    double[] f = new double[3];
    double[] g = new double[6];
    double[] e = new double[6];
    ROBOT.drift(x, f);
    ROBOT.controlMatrix(x, g);
    ROBOT.disturbanceMatrix(x, e);
    double rate = 0;
    for (int i = 0; i < 3; i++) {
      double velocity =
          f[i] + g[2 * i] * u[0] + g[2 * i + 1] * u[1] + e[2 * i] * d[0] + e[2 * i + 1] * d[1];
      rate += p[i] * velocity;
    }
    return rate;
  }
}
