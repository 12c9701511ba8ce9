package io.github.hjelm.deploy;

import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.netty.NettyMqttLink;
import io.github.hjelm.sensors.mqtt.paho.PahoMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A connected link with whatever it runs on, closed together.
 *
 * @param rest what to close after the link
 */
record OpenLink(MqttLink link, Runnable rest) implements AutoCloseable {

  /** Connects, and waits until that has succeeded. */
  static OpenLink connect(Transport transport, MqttSettings settings) throws MqttRefusal {
    OpenLink open = make(transport, settings);
    try {
      await(open.link.connect());
      return open;
    } catch (MqttRefusal | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /** A link that is not connected yet. */
  static OpenLink make(Transport transport, MqttSettings settings) {
    MonotonicClock clock = MonotonicClock.system();
    if (transport == Transport.PAHO) {
      return new OpenLink(new PahoMqttLink(settings, clock), () -> {});
    }
    Vertx loops = EventLoops.create(1);
    return new OpenLink(
        new NettyMqttLink(loops, settings, clock),
        () -> loops.close().toCompletionStage().toCompletableFuture().join());
  }

  /** Waits for a stage of a link; its own refusal comes out as it is. */
  static void await(CompletionStage<Void> stage) throws MqttRefusal {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof MqttRefusal refusal) {
        throw refusal;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    link.close();
    rest.run();
  }
}
