package io.github.hjelm.sensors.frame;

/** A sensor reading that is filled, sent or read, and filled again; owned by one thread. */
public final class SensorFrame implements SensorFrameView {

  private final FrameName robot = new FrameName();
  private final FrameName sensor = new FrameName();
  private final FrameValues values = new FrameValues();
  private long epoch;
  private long sequence;
  private long stampNs;

  @Override
  public String robot() {
    return robot.toString();
  }

  /** The robot's name in place, for codecs. */
  public FrameName robotName() {
    return robot;
  }

  @Override
  public boolean isOfRobot(String name) {
    return robot.is(name);
  }

  @Override
  public String sensor() {
    return sensor.toString();
  }

  /** The sensor's name in place, for codecs. */
  public FrameName sensorName() {
    return sensor;
  }

  @Override
  public boolean isOfSensor(String name) {
    return sensor.is(name);
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long stampNs() {
    return stampNs;
  }

  @Override
  public int valueCount() {
    return values.count();
  }

  @Override
  public double value(int index) {
    return values.get(index);
  }

  @Override
  public void copyValues(double[] target) {
    values.copyTo(target);
  }

  public SensorFrame setEpoch(long newEpoch) {
    epoch = newEpoch;
    return this;
  }

  public SensorFrame setSequence(long newSequence) {
    sequence = newSequence;
    return this;
  }

  public SensorFrame setStampNs(long newStampNs) {
    stampNs = newStampNs;
    return this;
  }

  /** Makes room for this many values, all zero. */
  public SensorFrame resize(int valueCount) {
    values.resize(valueCount);
    return this;
  }

  public SensorFrame setValue(int index, double value) {
    values.set(index, value);
    return this;
  }

  /** Takes over the first {@code count} values of {@code source}. */
  public SensorFrame setValues(double[] source, int count) {
    values.setAll(source, count);
    return this;
  }
}
