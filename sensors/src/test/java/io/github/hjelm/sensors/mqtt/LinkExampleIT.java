package io.github.hjelm.sensors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.netty.NettyMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example in {@code sensors/README.md}, which quotes it from here. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LinkExampleIT {

  @Test
  void subscribesConnectsAndPublishes() throws Exception {
    BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
    byte[] frame = new byte[100];
    Vertx vertx = EventLoops.create(1);
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      // begin example
      MqttSettings settings = MqttSettings.of(broker.uri());
      try (MqttLink link = new NettyMqttLink(vertx, settings, MonotonicClock.system())) {
        var granted = link.subscribe("hjelm/r1/obs/+", message -> lengths.add(message.length()));
        link.connect().toCompletableFuture().get();
        granted.toCompletableFuture().get();
        PublishOutcome outcome = link.publish("hjelm/r1/obs/state", frame, 42);
        // end example
        assertEquals(PublishOutcome.SENT, outcome);
        assertEquals(42, lengths.take());
      }
    } finally {
      vertx.close().await();
    }
  }
}
