package io.github.hjelm.sensors.mqtt.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.testing.Transport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EmbeddedBrokerIT {

  @Test
  void saysInOneSentenceThatThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      IOException e = assertThrows(IOException.class, () -> EmbeddedBroker.start(port));
      String sentence = String.valueOf(e.getMessage());
      assertTrue(sentence.contains("port " + port), sentence);
      assertEquals(1, sentence.lines().count());
    }
  }

  @Test
  void startsAgainOnTheSamePortAtOnce() throws IOException {
    int port = MosquittoProcess.freePort();
    for (int i = 0; i < 5; i++) {
      EmbeddedBroker broker = EmbeddedBroker.start(port);
      assertEquals(port, broker.port());
      broker.close();
    }
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      for (var face : NetworkInterface.networkInterfaces().toList()) {
        for (InetAddress address : face.inetAddresses().toList()) {
          if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
            assertThrows(IOException.class, () -> new Socket(address, broker.port()).close());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void admitsKnownUsersOnly(Transport transport) throws Exception {
    Vertx vertx = EventLoops.create(1);
    try (EmbeddedBroker broker = EmbeddedBroker.start(0, Map.of("robot", "right"))) {
      MqttSettings settings = MqttSettings.of(broker.uri());
      assertRefused(transport.link(settings, vertx));
      assertRefused(transport.link(settings.withCredentials("robot", "wrong"), vertx));
      assertRefused(transport.link(settings.withCredentials("other", "right"), vertx));
      try (MqttLink link = transport.link(settings.withCredentials("robot", "right"), vertx)) {
        link.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertTrue(link.status().connected());
      }
    } finally {
      vertx.close().await();
    }
  }

  private static void assertRefused(MqttLink link) {
    try (link) {
      ExecutionException e =
          assertThrows(
              ExecutionException.class,
              () -> link.connect().toCompletableFuture().get(10, TimeUnit.SECONDS));
      MqttRefusal refusal = assertInstanceOf(MqttRefusal.class, e.getCause());
      assertEquals(MqttRefusal.Kind.CREDENTIALS, refusal.kind(), refusal.getMessage());
    }
  }
}
