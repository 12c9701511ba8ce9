package io.github.hjelm.sensors.sim;

/** Where an operator's controls come from. */
@FunctionalInterface
public interface ControlSource {

  /**
   * Writes the controls for this moment.
   *
   * @param timeS since the drive began, on the robot's clock
   * @param u one entry per control, to be left inside the bounds
   * @return false to stop the robot instead
   */
  boolean controls(double timeS, double[] u);
}
