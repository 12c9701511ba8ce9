package io.github.hjelm.export.task;

import java.util.random.RandomGenerator;

/** Shows how a task is done: the optimal controller, or the best that is known. */
public interface Demonstrator {

  /** Takes on one attempt from a state; where ways are equally good, chance picks one of them. */
  Pilot begin(double[] x, RandomGenerator random);

  /** Drives one attempt. */
  @FunctionalInterface
  interface Pilot {

    /** Writes the control for the next period, inside the robot's box. */
    void control(double[] x, double[] u);
  }
}
