package io.github.hjelm.export.fly;

import io.github.hjelm.export.task.Referee;
import io.github.hjelm.export.task.Referee.Standing;
import io.github.hjelm.export.task.Task;
import java.util.Arrays;

/**
 * One attempt of a robot that is controlled more often than its task is judged: the referee sees
 * whole periods of the task, each with the mean of what the motors had in it. One thread.
 */
final class FlownAttempt {

  private final Task task;
  private final int parts;
  private final Referee referee;
  private final double[] before;
  private final double[] mean;
  private int part;
  private int periods;
  private boolean violated;

  /**
   * @param parts control periods of the robot in a period of the task
   */
  FlownAttempt(Task task, int parts, double[] start) {
    this.task = task;
    this.parts = parts;
    referee = task.referee();
    before = start.clone();
    mean = new double[task.robot().controls().size()];
  }

  /** Sees one control period of the robot; a violation is judged with the period it lies in. */
  Standing see(double[] motors, double[] after, boolean safe) {
    violated |= !safe;
    for (int j = 0; j < mean.length; j++) {
      mean[j] += motors[j] / parts;
    }
    part++;
    if (part < parts) {
      return Standing.RUNNING;
    }
    Standing standing = violated ? Standing.FAILED : referee.see(before, mean, after);
    part = 0;
    periods++;
    System.arraycopy(after, 0, before, 0, before.length);
    Arrays.fill(mean, 0);
    boolean late = standing == Standing.RUNNING && periods >= task.maxPeriods();
    return late ? Standing.FAILED : standing;
  }
}
