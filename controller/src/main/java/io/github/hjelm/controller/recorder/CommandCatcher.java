package io.github.hjelm.controller.recorder;

import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link that keeps the last command, for whoever compares it. */
final class CommandCatcher implements MqttLink {

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

  @Override
  public CompletionStage<Void> connect() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public LinkStatus status() {
    return new LinkStatus(LinkStatus.State.NEW, 0, 0, 0, 0, 0, 0, 0, "");
  }

  @Override
  public void close() {
    // There is nothing to end.
  }
}
