package io.github.hjelm.sensors.mqtt.embedded;

/** A broker on the loopback interface that lives no longer than this process. */
public interface LocalBroker extends AutoCloseable {

  /** What kind of broker it is, as in the tables. */
  String name();

  int port();

  /** The address to give to {@code MqttSettings.of}. */
  default String uri() {
    return "tcp://127.0.0.1:" + port();
  }

  @Override
  void close();
}
