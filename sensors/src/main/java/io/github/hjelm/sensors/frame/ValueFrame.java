package io.github.hjelm.sensors.frame;

/**
 * What sensor and command frames share: a robot, an epoch, a sequence and numbers. Filled, sent or
 * read, and filled again; owned by one thread.
 *
 * @param <F> the frame itself, which every setter returns
 */
public abstract sealed class ValueFrame<F extends ValueFrame<F>> permits SensorFrame, CommandFrame {

  private final FrameName robot = new FrameName();
  private final FrameValues values = new FrameValues();
  private long epoch;
  private long sequence;

  ValueFrame() {}

  /** This frame, as what it is. */
  abstract F self();

  /**
   * The robot's name; makes a string when the name is new to this frame, so not for every cycle.
   */
  public final String robot() {
    return robot.toString();
  }

  /** Whether the frame is of this robot, without making a string. */
  public final boolean isOfRobot(String name) {
    return robot.is(name);
  }

  /** The robot's name in place, for codecs. */
  public final FrameName robotName() {
    return robot;
  }

  /**
   * The sender's session: larger every time the sender starts. For commands it is the fencing
   * token.
   */
  public final long epoch() {
    return epoch;
  }

  /** Grows with every frame of an epoch. */
  public final long sequence() {
    return sequence;
  }

  public final int valueCount() {
    return values.count();
  }

  public final double value(int index) {
    return values.get(index);
  }

  /** Copies all values to the front of {@code target}. */
  public final void copyValues(double[] target) {
    values.copyTo(target);
  }

  public final F setEpoch(long newEpoch) {
    epoch = newEpoch;
    return self();
  }

  public final F setSequence(long newSequence) {
    sequence = newSequence;
    return self();
  }

  /** Makes room for this many values, all zero. */
  public final F resize(int valueCount) {
    values.resize(valueCount);
    return self();
  }

  public final F setValue(int index, double value) {
    values.set(index, value);
    return self();
  }

  /** Takes over the first {@code count} values of {@code source}. */
  public final F setValues(double[] source, int count) {
    values.setAll(source, count);
    return self();
  }
}
