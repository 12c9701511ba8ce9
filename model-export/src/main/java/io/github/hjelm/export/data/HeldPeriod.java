package io.github.hjelm.export.data;

import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.robot.Rk4;

/** One control period of a task's robot under a held control. One instance per thread. */
final class HeldPeriod {

  /** Far below the time constants of every robot in the catalogue. */
  private static final double MAX_STEP_S = 0.01;

  private final Task task;
  private final Rk4 rk4;
  private final int steps;
  private final double stepS;

  HeldPeriod(Task task) {
    this.task = task;
    rk4 = new Rk4(task.robot());
    steps = Math.max(1, (int) Math.ceil(task.chunk().periodS() / MAX_STEP_S - 1e-9));
    stepS = task.chunk().periodS() / steps;
  }

  /**
   * Writes the state at the end of the period.
   *
   * @param next may be {@code x} itself
   * @return the least clearance on the way, NaN where it was lost sight of
   */
  double hold(double[] x, double[] u, double[] d, double[] next) {
    System.arraycopy(x, 0, next, 0, x.length);
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < steps; k++) {
      rk4.step(next, u, d, stepS, next);
      // Math.min keeps a NaN.
      least = Math.min(least, task.clearance(next));
    }
    return least;
  }
}
