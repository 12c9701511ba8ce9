package io.github.hjelm.sensors.frame;

/** One reading of one sensor. */
public final class SensorFrame extends ValueFrame<SensorFrame> {

  private final FrameName sensor = new FrameName();
  private long stampNs;

  @Override
  SensorFrame self() {
    return this;
  }

  public String sensor() {
    return sensor.toString();
  }

  public boolean isOfSensor(String name) {
    return sensor.is(name);
  }

  /** The sensor's name in place, for codecs. */
  public FrameName sensorName() {
    return sensor;
  }

  /** When the reading was taken, on the <em>robot's</em> monotonic clock. */
  public long stampNs() {
    return stampNs;
  }

  public SensorFrame setStampNs(long newStampNs) {
    stampNs = newStampNs;
    return this;
  }
}
