package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.Rk4;

/**
 * One control period of a task's robot under a held control: where it leads, what it costs, how
 * close it comes. Not thread-safe: one instance per thread.
 */
public final class PeriodStep {

  /** No step of the integration is longer. */
  private static final double LONGEST_S = 0.02;

  private final Task task;
  private final Rk4 rk4;
  private final int steps;
  private final double stepS;
  private final double[] calm;
  private double cost;
  private double clearance;

  public PeriodStep(Task task) {
    this.task = task;
    rk4 = new Rk4(task.robot());
    steps = steps(task.chunk().periodS());
    stepS = task.chunk().periodS() / steps;
    calm = new double[task.robot().disturbances().size()];
  }

  /** Runge-Kutta steps in a period. */
  static int steps(double periodS) {
    return (int) Math.ceil(periodS / LONGEST_S - 1e-9);
  }

  /** Moves x on by one period without any disturbance. */
  public void advance(double[] x, double[] u) {
    advance(x, u, calm);
  }

  /** Moves x on by one period. */
  public void advance(double[] x, double[] u, double[] d) {
    cost = 0;
    clearance = Double.POSITIVE_INFINITY;
    double rate = task.cost(x, u);
    for (int step = 0; step < steps; step++) {
      rk4.step(x, u, d, stepS, x);
      double next = task.cost(x, u);
      // The trapezoidal rule.
      cost += 0.5 * stepS * (rate + next);
      rate = next;
      // Math.min keeps a NaN: a clearance that is lost sight of stays lost.
      clearance = Math.min(clearance, task.clearance(x));
    }
  }

  /** ∫κ dt over the last period. */
  double cost() {
    return cost;
  }

  /** The least l(x) in the last period, NaN where it was lost sight of. */
  public double clearance() {
    return clearance;
  }
}
