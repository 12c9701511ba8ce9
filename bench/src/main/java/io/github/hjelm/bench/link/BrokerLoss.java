package io.github.hjelm.bench.link;

import io.github.hjelm.bench.rig.DueTimes;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.netty.NettyMqttLink;
import io.github.hjelm.sensors.mqtt.paho.PahoMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Kills the broker under a link that publishes 1,000 messages a second, and starts it again. */
final class BrokerLoss {

  private static final List<String> CONFIGURATION = List.of("allow_anonymous true");
  private static final double RATE_HZ = 1_000;
  private static final double PHASE_S = 4;
  private static final double DOWN_S = 2;
  private static final int MESSAGE_BYTES = 344;

  private final MonotonicClock clock;

  BrokerLoss(MonotonicClock clock) {
    this.clock = clock;
  }

  List<LossRow> run() throws IOException {
    return List.of(measure("netty", true), measure("paho", false));
  }

  /**
   * The longest gap between two ticks of an event loop, a millisecond apart when nothing holds it
   * up.
   */
  private final class Heartbeat {
    private final AtomicLong longestNs = new AtomicLong();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private long lastNs = clock.nanoTime();

    void start(Vertx vertx, NettyMqttLink link) {
      link.loop().runOnContext(go -> beat(vertx));
    }

    private void beat(Vertx vertx) {
      long now = clock.nanoTime();
      longestNs.accumulateAndGet(now - lastNs, Math::max);
      lastNs = now;
      if (running.get()) {
        vertx.setTimer(1, again -> beat(vertx));
      }
    }

    double takeLongestMs() {
      return longestNs.getAndSet(0) / 1e6;
    }
  }

  private LossRow measure(String transport, boolean onLoop) throws IOException {
    int port = MosquittoProcess.freePort();
    MosquittoProcess broker = MosquittoProcess.start(port, CONFIGURATION);
    Vertx vertx = EventLoops.create(1);
    MqttSettings settings = settings(broker);
    MqttLink link =
        onLoop ? new NettyMqttLink(vertx, settings, clock) : new PahoMqttLink(settings, clock);
    Heartbeat heart = new Heartbeat();
    try {
      link.connect().toCompletableFuture().join();
      if (link instanceof NettyMqttLink netty) {
        heart.start(vertx, netty);
      }
      publish(link, PHASE_S); // warms up
      heart.takeLongestMs();
      long longestPublish = publish(link, PHASE_S);
      double gapBefore = heart.takeLongestMs();

      broker.process().destroyForcibly();
      longestPublish = Math.max(longestPublish, publish(link, DOWN_S));
      broker.close();
      broker = MosquittoProcess.start(port, CONFIGURATION);
      long open = clock.nanoTime();
      long back = 0;
      for (long t = open; back == 0 && t - open < 20e9; t = clock.nanoTime()) {
        longestPublish = Math.max(longestPublish, publish(link, 0.005));
        back = link.status().connected() ? clock.nanoTime() : 0;
      }
      longestPublish = Math.max(longestPublish, publish(link, PHASE_S - DOWN_S));
      return new LossRow(
          transport,
          longestPublish / 1e6,
          onLoop ? heart.takeLongestMs() : Double.NaN,
          onLoop ? gapBefore : Double.NaN,
          back == 0 ? Double.NaN : (back - open) / 1e6,
          link.status().dropped());
    } catch (CompletionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } finally {
      heart.running.set(false);
      link.close();
      vertx.close().await();
      broker.close();
    }
  }

  /**
   * Publishes at the rate for so long, on the event loop where there is one, and returns the
   * longest call.
   */
  private long publish(MqttLink link, double seconds) throws IOException {
    byte[] payload = new byte[MESSAGE_BYTES];
    AtomicLong longest = new AtomicLong();
    Runnable once =
        () -> {
          long start = clock.nanoTime();
          link.publish("hjelm/r1/obs/state", payload, payload.length);
          longest.accumulateAndGet(clock.nanoTime() - start, Math::max);
        };
    DueTimes due = new DueTimes(clock, RATE_HZ);
    long end = clock.nanoTime() + (long) (seconds * 1e9);
    while (due.next() - end < 0) {
      if (link instanceof NettyMqttLink netty) {
        netty.loop().runOnContext(go -> once.run());
      } else {
        once.run();
      }
    }
    awaitLoop(link);
    return longest.get();
  }

  private static void awaitLoop(MqttLink link) throws IOException {
    if (link instanceof NettyMqttLink netty) {
      CountDownLatch done = new CountDownLatch(1);
      netty.loop().runOnContext(go -> done.countDown());
      try {
        done.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private static MqttSettings settings(MosquittoProcess broker) throws IOException {
    try {
      return MqttSettings.of(broker.uri());
    } catch (MqttRefusal e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
