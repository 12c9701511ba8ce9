package io.github.hjelm.export.task;

import java.util.random.RandomGenerator;

/** Shows how a task is done: the optimal controller, or the best that is known. */
public interface Demonstrator {

  /** Takes on one attempt from a state; where ways are equally good, chance picks one of them. */
  Pilot begin(double[] x, RandomGenerator random);

  /**
   * Goes on after a push: the same way as before where that is still reasonable, so that a state
   * between two ways is shown with both.
   *
   * @param before who drove until the push
   */
  default Pilot resume(Pilot before, double[] x, RandomGenerator random) {
    return begin(x, random);
  }

  /** Drives one attempt. */
  @FunctionalInterface
  interface Pilot {

    /** Writes the control for the next period, inside the robot's box. */
    void control(double[] x, double[] u);
  }
}
