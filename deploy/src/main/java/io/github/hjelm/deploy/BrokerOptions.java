package io.github.hjelm.deploy;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.MqttSettings.Tls;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach a broker, the same in every command that needs one. */
final class BrokerOptions {

  /** On a command line everybody on the machine could read it. */
  private static final String PASSWORD_VARIABLE = "HJELM_MQTT_PASSWORD";

  @Option(
      names = "--broker",
      paramLabel = "URI",
      required = true,
      description = "The MQTT broker, tcp://HOST:PORT or tls://HOST:PORT.")
  private String broker = "";

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description =
          "MQTT client: ${COMPLETION-CANDIDATES}; paho for simulated robots, netty otherwise.")
  private @Nullable Transport transport;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "User on the broker; the password is read from " + PASSWORD_VARIABLE + ".")
  private @Nullable String user;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM file of the authorities to trust; the JDK's otherwise.")
  private @Nullable Path authorities;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM file of this client's own certificate, with --key.")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PEM file of that certificate's unencrypted PKCS#8 key.")
  private @Nullable Path key;

  /** A connected link; the caller closes it. */
  OpenLink connect() throws MqttRefusal {
    return OpenLink.connect(transport(Transport.NETTY), settings());
  }

  /** What the user named, or what the command takes by itself. */
  Transport transport(Transport standard) {
    return transport == null ? standard : transport;
  }

  MqttSettings settings() throws MqttRefusal {
    MqttSettings settings = MqttSettings.of(broker);
    if (user != null) {
      String password = System.getenv(PASSWORD_VARIABLE);
      if (password == null) {
        throw new InputRefusal(
            "--user needs a password in the variable " + PASSWORD_VARIABLE + ".");
      }
      settings = settings.withCredentials(user, password);
    }
    if (authorities == null && certificate == null && key == null) {
      return settings;
    }
    if (settings.tls().isEmpty()) {
      throw new InputRefusal(
          "--ca, --cert and --key are for tls://, and the broker is " + broker + ".");
    }
    return settings.withTls(new Tls(Optional.ofNullable(authorities), identity()));
  }

  private Optional<Tls.Identity> identity() {
    if (certificate == null && key == null) {
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      throw new InputRefusal("--cert and --key belong together; give both or none.");
    }
    return Optional.of(new Tls.Identity(certificate, key));
  }
}
