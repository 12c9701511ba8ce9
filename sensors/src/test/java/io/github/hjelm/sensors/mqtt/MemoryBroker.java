package io.github.hjelm.sensors.mqtt;

import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.session.TopicFilter;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A broker without wires: every message is delivered before publish returns. One thread. */
public final class MemoryBroker {

  private final MonotonicClock clock;
  private final List<Link> links = new ArrayList<>();
  private final Map<String, byte[]> kept = new LinkedHashMap<>();

  public MemoryBroker(MonotonicClock clock) {
    this.clock = clock;
  }

  /** A link that is connected at once. */
  public Link link() {
    Link link = new Link(null);
    links.add(link);
    return link;
  }

  public Link link(MqttSettings.LastWill lastWill) {
    Link link = new Link(lastWill);
    links.add(link);
    return link;
  }

  /** The retained message of a topic, empty when there is none. */
  public byte[] kept(String topic) {
    return kept.getOrDefault(topic, new byte[0]).clone();
  }

  private void deliver(String topic, byte[] payload, boolean retained) {
    for (Link link : List.copyOf(links)) {
      if (link.connected) {
        link.receive(topic, payload, retained);
      }
    }
  }

  private void publish(String topic, byte[] payload, boolean retained) {
    if (retained) {
      kept.put(topic, payload);
    }
    deliver(topic, payload, false);
  }

  /** One client of the broker. */
  public final class Link implements MqttLink {

    private final MqttSettings.@Nullable LastWill lastWill;
    private final Map<TopicFilter, MessageListener> listeners = new LinkedHashMap<>();
    private boolean connected = true;
    private boolean congested;
    private long connections = 1;
    private long received;
    private long sent;
    private long dropped;

    private Link(MqttSettings.@Nullable LastWill lastWill) {
      this.lastWill = lastWill;
    }

    /** Loses the connection; the broker speaks the last will. */
    public void lose() {
      connected = false;
      if (lastWill != null) {
        MemoryBroker.this.publish(lastWill.topic(), lastWill.payload(), true);
      }
    }

    /** Connects again and makes all subscriptions anew. */
    public void restore() {
      connected = true;
      connections++;
      listeners.forEach(this::sendKept);
    }

    /** Whether the link refuses messages because earlier ones have not left. */
    public void congest(boolean now) {
      congested = now;
    }

    /** Delivers a message as if it had been retained by the broker. */
    public void receiveRetained(String topic, byte[] payload) {
      receive(topic, payload, true);
    }

    @Override
    public CompletionStage<Void> connect() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
      TopicFilter parsed = new TopicFilter(filter);
      listeners.put(parsed, listener);
      sendKept(parsed, listener);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> unsubscribe(String filter) {
      listeners.keySet().removeIf(parsed -> parsed.toString().equals(filter));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
      PublishOutcome outcome = PublishOutcome.SENT;
      if (retained && Topics.isCommand(topic)) {
        outcome = PublishOutcome.RETAINED_COMMAND;
      } else if (!connected) {
        outcome = PublishOutcome.NOT_CONNECTED;
      } else if (congested) {
        outcome = PublishOutcome.CONGESTED;
      }
      if (outcome != PublishOutcome.SENT) {
        dropped++;
        return outcome;
      }
      sent++;
      MemoryBroker.this.publish(topic, Arrays.copyOf(payload, length), retained);
      return outcome;
    }

    @Override
    public LinkStatus status() {
      LinkStatus.State state =
          connected ? LinkStatus.State.CONNECTED : LinkStatus.State.RECONNECTING;
      return new LinkStatus(state, connections, 0, received, sent, dropped, 0, 0, "");
    }

    @Override
    public void close() {
      connected = false;
      links.remove(this);
    }

    private void receive(String topic, byte[] payload, boolean retained) {
      for (Map.Entry<TopicFilter, MessageListener> entry : List.copyOf(listeners.entrySet())) {
        if (entry.getKey().matches(topic)) {
          received++;
          entry.getValue().onMessage(new Message(topic, payload, retained, clock.nanoTime()));
        }
      }
    }

    private void sendKept(TopicFilter filter, MessageListener listener) {
      for (Map.Entry<String, byte[]> entry : List.copyOf(kept.entrySet())) {
        if (filter.matches(entry.getKey())) {
          received++;
          listener.onMessage(new Message(entry.getKey(), entry.getValue(), true, clock.nanoTime()));
        }
      }
    }
  }

  private record Message(String topic, Payload bytes, boolean retained, long receivedNs)
      implements MessageView {

    Message(String topic, byte[] payload, boolean retained, long receivedNs) {
      this(topic, new Payload(payload), retained, receivedNs);
    }

    @Override
    public int length() {
      return bytes.bytes.length;
    }

    @Override
    public void copyTo(byte[] target) {
      System.arraycopy(bytes.bytes, 0, target, 0, bytes.bytes.length);
    }
  }

  private static final class Payload {
    private final byte[] bytes;

    Payload(byte[] bytes) {
      this.bytes = bytes;
    }
  }
}
