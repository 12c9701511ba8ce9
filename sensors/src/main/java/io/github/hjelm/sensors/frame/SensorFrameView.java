package io.github.hjelm.sensors.frame;

/** One reading of one sensor, to be read before the call that handed it over returns. */
public interface SensorFrameView {

  /**
   * The robot's name; makes a string when the name is new to this frame, so not for every cycle.
   */
  String robot();

  /** Whether the frame is of this robot, without making a string. */
  boolean isOfRobot(String name);

  String sensor();

  boolean isOfSensor(String name);

  /** Grows each time the sensor's process starts. */
  long epoch();

  /** Grows by one with every frame of an epoch. */
  long sequence();

  /** When the reading was taken, on the <em>robot's</em> monotonic clock. */
  long stampNs();

  int valueCount();

  double value(int index);

  /** Copies all values to the front of {@code target}. */
  void copyValues(double[] target);
}
