package io.github.hjelm.sensors.record;

/** One message of a recording. */
public final class RecordedMessage {

  private final long offsetNs;
  private final String topic;
  private final boolean retained;
  private final byte[] payload;

  RecordedMessage(long offsetNs, String topic, boolean retained, byte[] payload) {
    this.offsetNs = offsetNs;
    this.topic = topic;
    this.retained = retained;
    this.payload = payload;
  }

  /** When it was received, since the recording began. */
  public long offsetNs() {
    return offsetNs;
  }

  public String topic() {
    return topic;
  }

  /** Whether the broker had kept it from before the recorder subscribed. */
  public boolean retained() {
    return retained;
  }

  public int length() {
    return payload.length;
  }

  /** A copy of the bytes. */
  public byte[] payload() {
    return payload.clone();
  }

  /** The bytes in place, for the one who sends them on and copies them anyway. */
  byte[] payloadInPlace() {
    return payload;
  }
}
