package io.github.hjelm.sensors.mqtt.embedded;

import java.io.IOException;

/** To come. */
public final class EmbeddedBroker {
  private EmbeddedBroker() {}

  /** To come. */
  public static LocalBroker start(int port) throws IOException {
    return MosquittoProcess.start(port, java.util.List.of("allow_anonymous true"));
  }
}
