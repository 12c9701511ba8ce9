package io.github.hjelm.controller.config;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.MqttSettings.Credentials;
import io.github.hjelm.sensors.mqtt.MqttSettings.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the broker.
 *
 * @param uri {@code tcp://host:port} or {@code tls://host:port}
 * @param clientId a new one at every start when absent
 * @param tls for {@code tls://} only; the JDK's authorities when absent
 */
public record BrokerConfig(
    URI uri,
    Transport transport,
    Optional<String> clientId,
    Optional<Credentials> credentials,
    Optional<Tls> tls,
    Duration keepAlive,
    Duration connectTimeout) {

  /**
   * The defaults for a broker.
   *
   * @throws MqttRefusal when the address is not one
   */
  public static BrokerConfig of(String uri) throws MqttRefusal {
    return new BrokerConfig(
        MqttSettings.of(uri).broker(),
        ControllerSettings.BROKER_TRANSPORT.standard(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ControllerSettings.BROKER_KEEP_ALIVE.standard(),
        ControllerSettings.BROKER_CONNECT_TIMEOUT.standard());
  }

  /** The same over another client. */
  public BrokerConfig with(Transport newTransport) {
    return new BrokerConfig(
        uri, newTransport, clientId, credentials, tls, keepAlive, connectTimeout);
  }

  /** What a link is made of; without a last will. */
  public MqttSettings settings() throws MqttRefusal {
    MqttSettings settings =
        MqttSettings.of(uri.toString()).withKeepAlive(keepAlive).withConnectTimeout(connectTimeout);
    if (clientId.isPresent()) {
      settings = settings.withClientId(clientId.get());
    }
    if (credentials.isPresent()) {
      settings = settings.withCredentials(credentials.get().user(), credentials.get().password());
    }
    return tls.isPresent() ? settings.withTls(tls.get()) : settings;
  }
}
