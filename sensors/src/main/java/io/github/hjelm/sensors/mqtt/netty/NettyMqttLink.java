package io.github.hjelm.sensors.mqtt.netty;

import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.mqtt.session.LinkCounters;
import io.github.hjelm.sensors.mqtt.session.Refusals;
import io.github.hjelm.sensors.mqtt.session.Subscriptions;
import io.github.hjelm.sensors.mqtt.session.SupervisedLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * MQTT 3.1.1 on the caller's Vert.x event loop: messages are decoded, delivered and sent on that
 * one thread.
 *
 * <p>Made on an event loop, the link lives there; made elsewhere, it takes one of the loops.
 */
public final class NettyMqttLink extends SupervisedLink {

  private static final long CLOSE_WAIT_MS = 1_000;

  private final Vertx vertx;
  private final ContextInternal loop;
  private final MonotonicClock clock;

  // Event loop only.
  private boolean connecting;

  // Written on the event loop, read by publishers.
  private volatile @Nullable NettyConnection connection;
  private volatile boolean closed;

  public NettyMqttLink(Vertx vertx, MqttSettings settings, MonotonicClock clock) {
    super(settings);
    this.vertx = vertx;
    this.loop = (ContextInternal) vertx.getOrCreateContext();
    this.clock = clock;
  }

  /** The event loop that this link lives on. */
  public Context loop() {
    return loop;
  }

  @Override
  public CompletionStage<Void> connect() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        start -> {
          if (closed || connecting || connection != null) {
            done.completeExceptionally(new IllegalStateException("a link connects once"));
            return;
          }
          open()
              .compose(opened -> rehearseLoss())
              .onSuccess(opened -> done.complete(null))
              .onFailure(e -> done.completeExceptionally(Refusals.of(e, settings)));
        });
    return done;
  }

  @Override
  public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
    subscriptions.add(filter, listener);
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        start -> {
          NettyConnection current = connection;
          if (current == null) {
            done.complete(null);
            return;
          }
          current
              .subscribe(List.of(filter))
              .onSuccess(granted -> done.complete(null))
              .onFailure(e -> done.completeExceptionally(Refusals.of(e, settings)));
        });
    return done;
  }

  @Override
  public CompletionStage<Void> unsubscribe(String filter) {
    boolean listened = subscriptions.remove(filter);
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        start -> {
          NettyConnection current = connection;
          if (current == null || !listened) {
            done.complete(null);
            return;
          }
          // A connection that is lost meanwhile takes the subscription with it.
          current.unsubscribe(filter).onComplete(told -> done.complete(null));
        });
    return done;
  }

  @Override
  protected PublishOutcome transmit(String topic, byte[] payload, int length, boolean retained) {
    NettyConnection current = connection;
    if (current == null) {
      return PublishOutcome.NOT_CONNECTED;
    }
    if (!current.unsent().take()) {
      return PublishOutcome.CONGESTED;
    }
    if (loop.inThread()) {
      current.publish(topic, payload, length, retained);
    } else {
      byte[] copy = Arrays.copyOf(payload, length);
      loop.runOnContext(later -> current.publish(topic, copy, copy.length, retained));
    }
    return PublishOutcome.SENT;
  }

  @Override
  public void close() {
    closed = true;
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        start -> {
          NettyConnection current = connection;
          connection = null;
          counters.state(LinkStatus.State.CLOSED);
          Future<Void> left = current == null ? Future.succeededFuture() : current.leave();
          left.onComplete(result -> done.complete(null));
        });
    if (!Context.isOnEventLoopThread()) {
      waitFor(done);
    }
  }

  private Future<Void> open() {
    connecting = true;
    NettyConnection opening =
        new NettyConnection(loop, settings, clock, subscriptions, counters, this::onLost);
    return opening
        .open()
        .compose(connected -> opening.subscribe(subscriptions.filters()))
        .onComplete(
            result -> {
              connecting = false;
              if (result.failed()) {
                counters.countFailedAttempt();
                opening.leave();
              } else if (closed) {
                opening.leave();
              } else {
                connection = opening;
                connected();
              }
            });
  }

  /**
   * Makes a second connection and closes it, so that the JVM has loaded what the loss of a
   * connection needs. Without this the first loss holds the event loop up for seven to twelve
   * milliseconds.
   */
  private Future<Void> rehearseLoss() {
    MqttSettings harmless =
        settings.withoutLastWill().withClientId(settings.clientId() + "-rehearsal");
    LinkCounters uncounted = new LinkCounters();
    NettyConnection rehearsal =
        new NettyConnection(
            loop,
            harmless,
            clock,
            new Subscriptions(uncounted, settings.maxMessageBytes()),
            uncounted,
            gone -> {});
    // Whether it succeeds does not matter to anybody.
    return rehearsal.open().compose(opened -> rehearsal.leave()).otherwiseEmpty();
  }

  private void onLost(NettyConnection gone) {
    if (closed || connection != gone) {
      return; // an attempt that failed reports by its own future
    }
    connection = null;
    lost();
    scheduleAttempt();
  }

  private void scheduleAttempt() {
    vertx.setTimer(delay.nextMs(), timer -> attempt());
  }

  private void attempt() {
    if (closed) {
      return;
    }
    open()
        .onFailure(
            e -> {
              counters.error(() -> String.valueOf(Refusals.of(e, settings).getMessage()));
              scheduleAttempt();
            });
  }

  private static void waitFor(CompletableFuture<Void> done) {
    try {
      done.get(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // A broker that does not take its leave gets none; the connection dies with its socket.
      done.cancel(false);
    }
  }
}
