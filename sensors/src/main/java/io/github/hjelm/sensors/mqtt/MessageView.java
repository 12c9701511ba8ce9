package io.github.hjelm.sensors.mqtt;

/** A message that was just received: the transport's memory, valid until the listener returns. */
public interface MessageView {

  String topic();

  int length();

  /**
   * Copies the payload to the front of {@code target}, which holds at least {@link #length()}
   * bytes.
   */
  void copyTo(byte[] target);

  /** Whether the broker kept this message from the past. */
  boolean retained();

  /** When it was received, on this machine's monotonic clock. */
  long receivedNs();
}
