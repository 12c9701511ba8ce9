package io.github.hjelm.controller.fleet;

import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A link without wires, whose messages a test says and whose commands it reads. */
final class HandLink implements MqttLink {

  final List<Sent> sent = new ArrayList<>();
  final Map<String, MessageListener> listeners = new ConcurrentHashMap<>();
  final Semaphore asked = new Semaphore(0);

  /** What the broker says to a subscription. */
  volatile CompletionStage<Void> grants = CompletableFuture.completedFuture(null);

  boolean connected = true;
  private final BinaryCodec codec = new BinaryCodec();
  private final MonotonicClock clock;

  HandLink(MonotonicClock clock) {
    this.clock = clock;
  }

  /** A command as it was on the wire. */
  record Sent(
      String robot,
      Verdict verdict,
      double value,
      long bundle,
      long epoch,
      long sequence,
      long atNs) {}

  @Override
  public CompletionStage<Void> connect() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
    if (listeners.putIfAbsent(filter, listener) != null) {
      throw new IllegalArgumentException("somebody listens to " + filter);
    }
    asked.release();
    return grants;
  }

  @Override
  public CompletionStage<Void> unsubscribe(String filter) {
    listeners.remove(filter);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
    if (!connected) {
      return PublishOutcome.NOT_CONNECTED;
    }
    CommandFrame frame = new CommandFrame();
    FrameOutcome outcome = codec.decode(payload, length, frame);
    if (!outcome.accepted()) {
      throw new AssertionError(topic + ": " + outcome);
    }
    sent.add(
        new Sent(
            frame.robotName().toString(),
            frame.verdict(),
            frame.value(0),
            frame.bundleVersion(),
            frame.epoch(),
            frame.sequence(),
            clock.nanoTime()));
    return PublishOutcome.SENT;
  }

  void deliver(String topic, byte[] payload, int length) {
    MessageListener listener = listeners.get(topic);
    if (listener != null) {
      listener.onMessage(new Said(topic, payload, length, clock.nanoTime()));
    }
  }

  /** What a robot was told last; nothing before that. */
  double value(String robot) {
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sent.get(i).robot().equals(robot)) {
        return sent.get(i).value();
      }
    }
    return 0;
  }

  List<Sent> to(String robot) {
    return sent.stream().filter(command -> command.robot().equals(robot)).toList();
  }

  @Override
  public LinkStatus status() {
    LinkStatus.State state = connected ? LinkStatus.State.CONNECTED : LinkStatus.State.RECONNECTING;
    return new LinkStatus(state, 1, 0, 0, 0, 0, 0, 0, "");
  }

  @Override
  public void close() {
    connected = false;
  }

  @SuppressWarnings("ArrayRecordComponent") // lent for one call
  private record Said(String topic, byte[] payload, int length, long receivedNs)
      implements MessageView {

    @Override
    public void copyTo(byte[] target) {
      System.arraycopy(payload, 0, target, 0, length);
    }

    @Override
    public boolean retained() {
      return false;
    }
  }
}
