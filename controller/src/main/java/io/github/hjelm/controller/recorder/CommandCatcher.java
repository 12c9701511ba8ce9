package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.fleet.DeafLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A link that keeps the last command, for whoever compares it. */
final class CommandCatcher extends DeafLink {

  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /** What was published last. */
  ByteBuffer bytes() {
    return bytes.duplicate();
  }

  @Override
  public PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
    bytes = ByteBuffer.wrap(Arrays.copyOf(payload, length));
    return PublishOutcome.SENT;
  }
}
