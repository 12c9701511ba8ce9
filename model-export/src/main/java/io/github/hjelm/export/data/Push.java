package io.github.hjelm.export.data;

import io.github.hjelm.export.task.PeriodStep;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pushes a robot off its way by what can happen to it: some periods under a wrong control and a
 * disturbance. One instance per thread.
 */
final class Push {

  /** Each time half as strong; a robot in the narrowest place is pushed in vain. */
  private static final int TRIES = 6;

  private final Task task;
  private final PeriodStep period;
  private final double[] u;
  private final double[] d;
  private final double[] pushed;

  Push(Task task) {
    this.task = task;
    period = new PeriodStep(task);
    u = new double[task.robot().controls().size()];
    d = new double[task.robot().disturbances().size()];
    pushed = new double[task.robot().states().size()];
  }

  /**
   * Writes where a push leads that breaks no limit of the task.
   *
   * @param x from where; overwritten
   * @param usual the control that it would have been
   * @return false when every push tried broke one; x is what it was
   */
  boolean push(double[] x, double[] usual, RandomGenerator random) {
    double most = 1;
    for (int k = 0; k < TRIES; k++) {
      double strength = most * random.nextDouble();
      int periods = 1 + random.nextInt(task.chunk().horizon());
      draw(task.robot().controls(), usual, strength, random, u);
      draw(task.robot().disturbances(), new double[d.length], strength, random, d);
      System.arraycopy(x, 0, pushed, 0, x.length);
      if (staysInside(periods)) {
        System.arraycopy(pushed, 0, x, 0, x.length);
        return true;
      }
      most /= 2;
    }
    return false;
  }

  /** Somewhere between what is usual and a random point of the box. */
  private static void draw(
      List<Quantity> box, double[] usual, double strength, RandomGenerator random, double[] drawn) {
    for (int j = 0; j < drawn.length; j++) {
      Quantity side = box.get(j);
      double anywhere = side.lower() + random.nextDouble() * (side.upper() - side.lower());
      drawn[j] = side.clamp(usual[j] + strength * (anywhere - usual[j]));
    }
  }

  private boolean staysInside(int periods) {
    for (int k = 0; k < periods; k++) {
      period.advance(pushed, u, d);
      // Written so that NaN is outside.
      if (!(period.clearance() >= 0)) {
        return false;
      }
    }
    List<Quantity> states = task.robot().states();
    for (int i = 0; i < pushed.length; i++) {
      Quantity state = states.get(i);
      if (!(pushed[i] >= state.lower() && pushed[i] <= state.upper())) {
        return false;
      }
    }
    return true;
  }
}
