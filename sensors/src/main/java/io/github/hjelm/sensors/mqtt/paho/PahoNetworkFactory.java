package io.github.hjelm.sensors.mqtt.paho;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Puts {@link PahoNetwork} under Paho, which finds this class by its service file. */
public final class PahoNetworkFactory implements NetworkModuleFactory {

  /**
   * A scheme of our own, so that Paho's own networks stay as they are for other users of Paho in
   * this process.
   */
  static final String SCHEME = "hjelm";

  @Override
  public Set<String> getSupportedUriSchemes() {
    return Set.of(SCHEME);
  }

  @Override
  public void validateURI(URI broker) {
    if (broker.getHost() == null || broker.getPort() < 0) {
      throw new IllegalArgumentException(broker + " has no host or no port");
    }
  }

  @Override
  public NetworkModule createNetworkModule(
      URI broker, MqttConnectionOptions options, String clientId) throws MqttException {
    try {
      return new PahoNetwork(
          broker, options.getSocketFactory(), options.getConnectionTimeout() * 1_000);
    } catch (IOException e) {
      throw new MqttException(e);
    }
  }
}
