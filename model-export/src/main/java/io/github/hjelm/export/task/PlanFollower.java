package io.github.hjelm.export.task;

import io.github.hjelm.export.task.optimise.Plan;
import io.github.hjelm.export.task.optimise.TrajectoryOptimiser;

/** Drives an attempt along a plan by its feedback, and plans anew where that leads too far away. */
final class PlanFollower implements Demonstrator.Pilot {

  private final TrajectoryOptimiser optimiser;
  private final double[] far;
  private final double[] start;
  private Plan plan;
  private int period;

  /**
   * A pilot.
   *
   * @param plan from where the attempt starts
   * @param far how much each state may differ from the plan's
   */
  PlanFollower(TrajectoryOptimiser optimiser, Plan plan, double[] far) {
    this.optimiser = optimiser;
    this.plan = plan;
    this.far = far.clone();
    start = new double[far.length];
  }

  @Override
  public void control(double[] x, double[] u) {
    if (isFar(x)) {
      Plan old = plan;
      int begun = period;
      old.unwrap(begun, x, start);
      plan =
          optimiser.optimise(start, old.periods(), (k, at, out) -> old.control(begun + k, at, out));
      period = 0;
    }
    plan.control(period, x, u);
    period++;
  }

  private boolean isFar(double[] x) {
    for (int i = 0; i < far.length; i++) {
      // Written so that NaN is far.
      if (!(Math.abs(plan.difference(period, x, i)) <= far[i])) {
        return true;
      }
    }
    return false;
  }
}
