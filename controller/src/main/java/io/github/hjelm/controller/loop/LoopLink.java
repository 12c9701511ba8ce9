package io.github.hjelm.controller.loop;

import io.github.hjelm.sensors.mqtt.LatestMessage;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.netty.NettyMqttLink;
import io.github.hjelm.sensors.mqtt.paho.PahoMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A link and the event loop on which its robots' cycles run. Over Netty that is the loop that reads
 * and writes the socket, and nothing crosses threads; over Paho messages cross to a loop of their
 * own, the newest of each topic only.
 */
public final class LoopLink implements AutoCloseable {

  private final @Nullable Vertx vertx;
  private final Executor loop;
  private final MqttLink link;
  private final boolean crosses;
  private final int maxMessageBytes;
  private final Map<String, Crossing> crossings = new ConcurrentHashMap<>();

  /** On their way to listeners that are gone. */
  private final AtomicLong overwrittenBefore = new AtomicLong();

  private LoopLink(
      @Nullable Vertx vertx, Executor loop, MqttLink link, boolean crosses, int maxMessageBytes) {
    this.vertx = vertx;
    this.loop = loop;
    this.link = link;
    this.crosses = crosses;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Cycles on the thread of the socket. */
  public static LoopLink netty(Vertx vertx, MqttSettings settings, MonotonicClock clock) {
    NettyMqttLink link = new NettyMqttLink(vertx, settings, clock);
    return new LoopLink(vertx, on(link.loop()), link, false, settings.maxMessageBytes());
  }

  /** Cycles beside Paho's threads. */
  public static LoopLink paho(Vertx vertx, MqttSettings settings, MonotonicClock clock) {
    PahoMqttLink link = new PahoMqttLink(settings, clock);
    return new LoopLink(
        vertx, on(vertx.getOrCreateContext()), link, true, settings.maxMessageBytes());
  }

  /**
   * Everything on the thread that asks, and nothing by itself: for simulations, whose owner steps
   * what {@link #everyMs} would.
   */
  public static LoopLink stepped(MqttLink link) {
    return new LoopLink(null, Runnable::run, link, false, 0);
  }

  private static Executor on(Context loop) {
    return work -> loop.runOnContext(now -> work.run());
  }

  /** What carries the messages. */
  public MqttLink link() {
    return link;
  }

  /** Runs something on the loop, soon; completes when it has run. */
  public CompletionStage<Void> run(Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            work.run();
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /** Runs something on the loop again and again, until this is closed. */
  public CompletionStage<Void> everyMs(long periodMs, Runnable work) {
    Vertx timers = vertx;
    return timers == null
        ? CompletableFuture.completedFuture(null)
        : run(() -> timers.setPeriodic(periodMs, timer -> work.run()));
  }

  /** Delivers messages that match on the loop. */
  public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
    if (!crosses) {
      return link.subscribe(filter, listener);
    }
    Crossing crossing = new Crossing(loop, listener, maxMessageBytes);
    crossings.put(filter, crossing);
    return link.subscribe(filter, crossing);
  }

  /** Gives a filter up; what is on its way to the loop may still be delivered. */
  public CompletionStage<Void> unsubscribe(String filter) {
    Crossing given = crossings.remove(filter);
    if (given != null) {
      overwrittenBefore.addAndGet(given.slot.overwritten());
    }
    return link.unsubscribe(filter);
  }

  /** How many messages a newer one replaced before the loop took them; any thread. */
  public long overwritten() {
    long messages = overwrittenBefore.get();
    for (Crossing crossing : crossings.values()) {
      messages += crossing.slot.overwritten();
    }
    return messages;
  }

  /** The single slot between the link's thread and the loop's, one for each topic filter. */
  private static final class Crossing implements MessageListener {

    private final LatestMessage slot;

    Crossing(Executor loop, MessageListener listener, int maxBytes) {
      SlotView view = new SlotView();
      Runnable hear = () -> view.show(this, listener);
      slot = new LatestMessage(maxBytes, () -> loop.execute(hear));
    }

    @Override
    public void onMessage(MessageView message) {
      slot.onMessage(message);
    }
  }

  /** What lies in the slot, as a message. Loop thread. */
  private static final class SlotView implements MessageView {

    private LatestMessage.@Nullable Slot shown;

    void show(Crossing crossing, MessageListener listener) {
      shown = crossing.slot.take();
      if (shown != null) {
        listener.onMessage(this);
      }
    }

    private LatestMessage.Slot slot() {
      LatestMessage.Slot slot = shown;
      if (slot == null) {
        throw new IllegalStateException("a message is valid only while it is heard");
      }
      return slot;
    }

    @Override
    public String topic() {
      return slot().topic();
    }

    @Override
    public int length() {
      return slot().length();
    }

    @Override
    public void copyTo(byte[] target) {
      System.arraycopy(slot().payload(), 0, target, 0, slot().length());
    }

    @Override
    public boolean retained() {
      return slot().retained();
    }

    @Override
    public long receivedNs() {
      return slot().receivedNs();
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
