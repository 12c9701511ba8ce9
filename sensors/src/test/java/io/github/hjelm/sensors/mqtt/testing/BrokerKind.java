package io.github.hjelm.sensors.mqtt.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import java.io.IOException;
import java.util.List;

/** The brokers that every integration test runs against. */
public enum BrokerKind {
  EMBEDDED {
    @Override
    public LocalBroker start(int port) throws IOException {
      return EmbeddedBroker.start(port);
    }
  },
  MOSQUITTO {
    @Override
    public LocalBroker start(int port) throws IOException {
      assumeTrue(
          MosquittoProcess.executable().isPresent(),
          "skipped, because Mosquitto is not installed (apt install mosquitto)");
      return MosquittoProcess.start(port, List.of("allow_anonymous true"));
    }
  };

  /** Starts a broker for anybody on this machine. */
  public abstract LocalBroker start(int port) throws IOException;

  /** Starts it on a free port. */
  public LocalBroker start() throws IOException {
    return start(MosquittoProcess.freePort());
  }
}
