package io.github.hjelm.sensors.frame;

/** One command to one robot, to be read before the call that handed it over returns. */
public interface CommandFrameView {

  String robot();

  boolean isOfRobot(String name);

  /** The controller's session: a fencing token, larger in every session than in the one before. */
  long epoch();

  /** Grows by at least one with every command of an epoch. */
  long sequence();

  /** The sequence of the observation that this command answers. */
  long observationSequence();

  /**
   * The stamp of that observation, unchanged: the robot measures the command's age against it, on
   * its own clock.
   */
  long observationStampNs();

  /**
   * When the command was issued, on the <em>controller's</em> monotonic clock; never compared with
   * the robot's.
   */
  long issuedNs();

  /**
   * How old the answered observation may be when the command is applied; whole microseconds on the
   * wire.
   */
  long validForNs();

  Verdict verdict();

  /** The version of the policy bundle in force, 0 when none is. */
  long bundleVersion();

  int valueCount();

  double value(int index);

  void copyValues(double[] target);
}
