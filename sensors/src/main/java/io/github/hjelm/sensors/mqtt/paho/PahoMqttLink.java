package io.github.hjelm.sensors.mqtt.paho;

import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.mqtt.session.SupervisedLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * MQTT 5 on Eclipse Paho, with the traps of Paho taken out: a new client per connection,
 * reconnection by our own supervisor thread instead of Paho's, and callbacks that hand over and
 * return.
 */
public final class PahoMqttLink extends SupervisedLink {

  private static final long CLOSE_WAIT_MS = 1_000;

  private final MonotonicClock clock;

  /** Everything that blocks in Paho happens on this thread: connecting, subscribing, disposing. */
  private final ScheduledThreadPoolExecutor supervisor;

  // Written by the supervisor, read by publishers.
  private volatile @Nullable PahoConnection connection;
  private volatile boolean closed;

  public PahoMqttLink(MqttSettings settings, MonotonicClock clock) {
    super(settings);
    this.clock = clock;
    this.supervisor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "hjelm-paho-supervisor");
              thread.setDaemon(true);
              return thread;
            });
    supervisor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public CompletionStage<Void> connect() {
    return supervised(
        () -> {
          if (closed || connection != null) {
            throw new IllegalStateException("a link connects once");
          }
          open();
        });
  }

  @Override
  public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
    subscriptions.add(filter, listener);
    return supervised(
        () -> {
          PahoConnection current = connection;
          if (current != null) {
            current.subscribe(List.of(filter));
          }
        });
  }

  @Override
  public CompletionStage<Void> unsubscribe(String filter) {
    boolean listened = subscriptions.remove(filter);
    return supervised(
        () -> {
          PahoConnection current = connection;
          if (current != null && listened) {
            current.unsubscribe(filter);
          }
        });
  }

  @Override
  protected PublishOutcome transmit(String topic, byte[] payload, int length, boolean retained) {
    PahoConnection current = connection;
    return current == null
        ? PublishOutcome.NOT_CONNECTED
        : current.publish(topic, payload, length, retained);
  }

  @Override
  public void close() {
    closed = true;
    try {
      supervisor.execute(
          () -> {
            PahoConnection current = connection;
            connection = null;
            if (current != null) {
              current.leave();
            }
            counters.state(LinkStatus.State.CLOSED);
          });
      supervisor.shutdown();
      if (!supervisor.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
        supervisor.shutdownNow();
      }
    } catch (RejectedExecutionException e) {
      counters.state(LinkStatus.State.CLOSED); // closed before
    } catch (InterruptedException e) {
      supervisor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void open() throws Exception {
    PahoConnection opened = new PahoConnection(settings, clock, subscriptions, this::onLost);
    try {
      opened.open();
      opened.subscribe(subscriptions.filters());
    } catch (Exception e) {
      counters.countFailedAttempt();
      opened.dispose();
      throw e;
    }
    connection = opened;
    connected();
    if (opened.lost()) {
      // It went between the subscription and the line above; nobody will tell a second time.
      reconnect(opened);
    }
  }

  /** Paho's thread: must not wait for anything. */
  private void onLost(PahoConnection gone) {
    try {
      supervisor.execute(() -> reconnect(gone));
    } catch (RejectedExecutionException e) {
      counters.state(LinkStatus.State.CLOSED);
    }
  }

  private void reconnect(PahoConnection gone) {
    if (closed || connection != gone) {
      return;
    }
    connection = null;
    lost();
    gone.dispose();
    scheduleAttempt();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // attempt() reports every failure itself
  private void scheduleAttempt() {
    supervisor.schedule(this::attempt, delay.nextMs(), TimeUnit.MILLISECONDS);
  }

  private void attempt() {
    if (closed) {
      return;
    }
    try {
      open();
    } catch (Exception e) {
      counters.error(() -> String.valueOf(PahoConnection.refusal(e, settings).getMessage()));
      scheduleAttempt();
    }
  }

  private interface Supervised {
    void run() throws Exception;
  }

  private CompletionStage<Void> supervised(Supervised work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      supervisor.execute(() -> complete(done, work));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(new IllegalStateException("the link is closed", e));
    }
    return done;
  }

  private void complete(CompletableFuture<Void> done, Supervised work) {
    try {
      work.run();
      done.complete(null);
    } catch (Exception e) {
      done.completeExceptionally(PahoConnection.refusal(e, settings));
    }
  }
}
