package io.github.hjelm.export.task.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrajectoryOptimiserTest {

  private static final double PERIOD_S = 0.1;
  private static final int PERIODS = 40;
  private static final TrajectoryOptimiser.Effort THOROUGH =
      new TrajectoryOptimiser.Effort(300, 1e-12);

  /** ½(p² + v²/2 + u²/4) per second, ½(3p² + v²) at the end. */
  private static final class Parabola implements LeastSquares {

    @Override
    public int runningCount() {
      return 3;
    }

    @Override
    public void running(double[] x, double[] u, double[] r) {
      r[0] = x[0];
      r[1] = Math.sqrt(0.5) * x[1];
      r[2] = 0.5 * u[0];
    }

    @Override
    public int endCount() {
      return 2;
    }

    @Override
    public void end(double[] x, double[] r) {
      r[0] = Math.sqrt(3) * x[0];
      r[1] = x[1];
    }
  }

  @Test
  void solvesALinearQuadraticProblemToItsRiccatiCostAndGains() throws RobotRefusal {
    Robot robot = mass(1000);
    TrajectoryOptimiser optimiser =
        new TrajectoryOptimiser(robot, PERIOD_S, new Parabola(), THOROUGH);
    double[] start = {1.5, -0.7};
    Plan plan = optimiser.optimise(start, PERIODS, (k, x, u) -> u[0] = 3);

    double[] p = {3, 0, 1};
    double[] gain = new double[2];
    for (int k = 0; k < PERIODS; k++) {
      riccati(p, gain);
    }
    double expected =
        0.5 * (p[0] * start[0] * start[0] + p[2] * start[1] * start[1])
            + p[1] * start[0] * start[1];
    assertEquals(expected, plan.cost(), 1e-9 * expected);
    assertEquals(gain[0], plan.gain(0, 0, 0), 1e-7);
    assertEquals(gain[1], plan.gain(0, 0, 1), 1e-7);
  }

  // P = [p₀ p₁; p₁ p₂], one period back: P ← Q + AᵀPA - AᵀPb (r + bᵀPb)⁻¹ bᵀPA
  private static void riccati(double[] p, double[] gain) {
    double h = PERIOD_S;
    double b0 = h * h / 2;
    double b1 = h;
    double pb0 = p[0] * b0 + p[1] * b1;
    double pb1 = p[1] * b0 + p[2] * b1;
    double weight = 0.25 * h + b0 * pb0 + b1 * pb1;
    double bpa0 = pb0;
    double bpa1 = h * pb0 + pb1;
    gain[0] = -bpa0 / weight;
    gain[1] = -bpa1 / weight;
    double p00 = p[0];
    double p01 = h * p[0] + p[1];
    double p11 = h * h * p[0] + 2 * h * p[1] + p[2];
    p[0] = h + p00 - bpa0 * bpa0 / weight;
    p[1] = p01 - bpa0 * bpa1 / weight;
    p[2] = h / 2 + p11 - bpa1 * bpa1 / weight;
  }

  @Test
  void findsTheBestControlsInATightBox() throws RobotRefusal {
    double bound = 0.3;
    TrajectoryOptimiser optimiser =
        new TrajectoryOptimiser(mass(bound), PERIOD_S, new Parabola(), THOROUGH);
    double[] start = {1.5, -0.7};
    Plan plan = optimiser.optimise(start, PERIODS, (k, x, u) -> u[0] = 0);
    double[] controls = new double[PERIODS];
    int bounded = 0;
    for (int k = 0; k < PERIODS; k++) {
      controls[k] = plan.control(k, 0);
      assertTrue(Math.abs(controls[k]) <= bound);
      bounded += Math.abs(controls[k]) == bound ? 1 : 0;
    }
    assertTrue(bounded > 3 && bounded < PERIODS, bounded + " controls at the box");
    assertEquals(plan.cost(), naiveCost(start, controls), 1e-9);
    // The problem is convex: what no single control can improve is the optimum.
    for (int k = 0; k < PERIODS; k++) {
      for (double change : new double[] {-1e-3, 1e-3}) {
        double kept = controls[k];
        controls[k] = Math.min(bound, Math.max(-bound, kept + change));
        assertTrue(naiveCost(start, controls) >= plan.cost() - 1e-9, "period " + k);
        controls[k] = kept;
      }
    }
  }

  private static double naiveCost(double[] start, double[] controls) {
    double p = start[0];
    double v = start[1];
    double sum = 0;
    for (double u : controls) {
      sum += PERIOD_S * 0.5 * (p * p + v * v / 2 + u * u / 4);
      p += PERIOD_S * v + PERIOD_S * PERIOD_S / 2 * u;
      v += PERIOD_S * u;
    }
    return sum + 0.5 * (3 * p * p + v * v);
  }

  @Test
  void swingsUpACartpoleAndNeverGetsWorse() throws RobotRefusal {
    Robot robot = RobotCatalog.create("cartpole", Map.of());
    LeastSquares upright =
        new LeastSquares() {
          @Override
          public int runningCount() {
            return 1;
          }

          @Override
          public void running(double[] x, double[] u, double[] r) {
            r[0] = 0.2 * u[0];
          }

          @Override
          public int endCount() {
            return 4;
          }

          @Override
          public void end(double[] x, double[] r) {
            r[0] = 20 * Math.sin(x[2] / 2);
            r[1] = 10 * x[0];
            r[2] = 10 * x[1];
            r[3] = 10 * x[3];
          }
        };
    TrajectoryOptimiser optimiser =
        new TrajectoryOptimiser(robot, 0.05, upright, new TrajectoryOptimiser.Effort(300, 1e-9));
    List<Double> costs = new ArrayList<>();
    double[] hanging = {0, 0, Math.PI, 0};
    Plan plan = optimiser.optimise(hanging, 40, (k, x, u) -> u[0] = k < 10 ? 5 : 0, costs::add);
    for (int i = 1; i < costs.size(); i++) {
      assertTrue(costs.get(i) <= costs.get(i - 1), "iteration " + i);
    }
    assertEquals(plan.iterations() + 1, costs.size());
    assertEquals(plan.cost(), costs.get(costs.size() - 1));
    assertEquals(1, Math.cos(plan.state(40, 2)), 1e-2);
    assertEquals(0, plan.state(40, 3), 0.1);
    for (int k = 0; k < plan.periods(); k++) {
      assertTrue(Math.abs(plan.control(k, 0)) <= 10);
    }
  }

  @Test
  void feedsBackTheShortWayRoundInsideTheBox() throws RobotRefusal {
    Robot robot = RobotCatalog.create("pendulum", Map.of());
    int n = robot.states().size();
    double bound = robot.controls().get(0).upper();
    Plan plan =
        new Plan(
            robot,
            new double[][] {{3.1, 0}, {3.1, 0}},
            new double[][] {{0.1 * bound}},
            new double[][] {{-bound, 0}},
            0,
            0);
    assertEquals(2, n);
    double[] u = new double[1];
    plan.control(0, new double[] {-3.1, 0}, u);
    double wayRound = 2 * Math.PI - 6.2;
    assertEquals(bound * (0.1 - wayRound), u[0], 1e-12);
    plan.control(7, new double[] {0, 0}, u);
    assertEquals(bound, u[0]);
    double[] unwrapped = new double[2];
    plan.unwrap(1, new double[] {-3.1, 0.5}, unwrapped);
    assertEquals(2 * Math.PI - 3.1, unwrapped[0], 1e-12);
    assertEquals(0.5, unwrapped[1]);
  }

  private static Robot mass(double bound) throws RobotRefusal {
    return RobotCatalog.create(
        "double-integrator", Map.of("max_acceleration", bound, "max_disturbance", 0.0));
  }
}
