package io.github.hjelm.controller.fleet;

import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link that leads nowhere, for cycles that nobody is to hear of. */
public class DeafLink implements MqttLink {

  @Override
  public CompletionStage<Void> connect() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> unsubscribe(String filter) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
    return PublishOutcome.SENT;
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
