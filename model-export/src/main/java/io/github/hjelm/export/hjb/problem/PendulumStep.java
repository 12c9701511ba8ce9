package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.monotone.HeldControl;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;

/** The pendulum under a torque that is held, without disturbance, and what that costs. */
final class PendulumStep implements HeldControl {

  /** Runge-Kutta steps per hold: fine enough that the grid is what limits accuracy. */
  private static final int SUBSTEPS = 4;

  private final Rk4 rk4;
  private final Quantity torque;
  private final int torques;
  private final double stepS;
  private final double rateCost;
  private final double torqueCost;
  private final double[] u = new double[1];
  private final double[] calm = new double[1];

  PendulumStep(Robot robot, ProblemSettings settings) {
    rk4 = new Rk4(robot);
    torque = robot.controls().get(0);
    torques = (int) settings.number("torques");
    stepS = settings.number("hold");
    rateCost = settings.number("rateCost");
    torqueCost = settings.number("torqueCost");
  }

  @Override
  public int controls() {
    return torques;
  }

  @Override
  public double stepS() {
    return stepS;
  }

  double torque(int control) {
    return torque.lower() + (torque.upper() - torque.lower()) * control / (torques - 1);
  }

  // κ = 1 - cos θ + r_ω ω² + r_u u²                                                (theory 02.28)
  @Override
  public double step(double[] x, int control, double[] next) {
    u[0] = torque(control);
    double cost = 1 - Math.cos(x[0]) + rateCost * x[1] * x[1] + torqueCost * u[0] * u[0];
    System.arraycopy(x, 0, next, 0, 2);
    for (int i = 0; i < SUBSTEPS; i++) {
      rk4.step(next, u, calm, stepS / SUBSTEPS, next);
    }
    return cost;
  }
}
