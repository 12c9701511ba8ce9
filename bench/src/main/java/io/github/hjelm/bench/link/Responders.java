package io.github.hjelm.bench.link;

import io.github.hjelm.bench.rig.WireClient;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.netty.NettyMqttLink;
import io.github.hjelm.sensors.mqtt.paho.PahoMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/** The responders of the table: each sends back what it receives. */
final class Responders {

  private static final String EVENT_LOOP = "vert.x-eventloop-thread";

  private Responders() {}

  /** The raw client again: what a broker costs when the responder costs nothing. */
  static BrokerStack.Responder wire(LocalBroker broker, String observations, String commands)
      throws IOException {
    WireClient client = new WireClient(broker.port(), "wire-responder");
    client.subscribe(observations);
    byte[] topic = commands.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[FrameLimits.MAX_FRAME_BYTES];
    ResponderThread thread =
        new ResponderThread(
            "wire-responder", () -> client.publish(topic, frame, client.receive(frame)));
    return new BrokerStack.Responder(
        thread::allocatedBytes,
        () -> {
          thread.end();
          client.close();
        });
  }

  static BrokerStack.Responder paho(LocalBroker broker, String observations, String commands)
      throws IOException {
    MqttSettings settings = settings(broker, "paho-responder");
    MqttLink link = new PahoMqttLink(settings, MonotonicClock.system());
    echo(link, observations, commands);
    return new BrokerStack.Responder(
        () -> ResponderThread.allocatedByThreads(settings.clientId()), link);
  }

  static BrokerStack.Responder netty(LocalBroker broker, String observations, String commands)
      throws IOException {
    Vertx vertx = EventLoops.create(1);
    MqttLink link =
        new NettyMqttLink(vertx, settings(broker, "netty-responder"), MonotonicClock.system());
    echo(link, observations, commands);
    // One stack is active at a time, so whatever the event loops allocate meanwhile is its.
    return new BrokerStack.Responder(
        () -> ResponderThread.allocatedByThreads(EVENT_LOOP),
        () -> {
          link.close();
          vertx.close().await();
        });
  }

  private static void echo(MqttLink link, String observations, String commands) throws IOException {
    byte[] frame = new byte[FrameLimits.MAX_FRAME_BYTES];
    var unused =
        link.subscribe(
            observations,
            message -> {
              message.copyTo(frame);
              link.publish(commands, frame, message.length());
            });
    try {
      link.connect().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }

  private static MqttSettings settings(LocalBroker broker, String clientId) throws IOException {
    try {
      return MqttSettings.of(broker.uri()).withClientId(clientId + "-" + broker.name());
    } catch (MqttRefusal e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
