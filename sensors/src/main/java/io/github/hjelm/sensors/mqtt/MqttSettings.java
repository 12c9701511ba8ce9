package io.github.hjelm.sensors.mqtt;

import io.github.hjelm.sensors.frame.FrameLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How to reach a broker. Made by {@link #of(String)} and the {@code with…} methods; settled before
 * a link is made of it.
 *
 * @param broker {@code tcp://host:port} or {@code tls://host:port}
 * @param clientId unique per broker; a second client with the same identity takes the session over
 * @param credentials user and password
 * @param tls for {@code tls://} only
 * @param lastWill what the broker says when this client disappears
 * @param keepAlive how long silence may last before either side gives up
 * @param connectTimeout how long one attempt may take
 * @param maxMessageBytes larger messages are refused in both directions
 * @param maxUnsent how many messages may be on their way to the socket before further ones are
 *     dropped
 */
public record MqttSettings(
    URI broker,
    String clientId,
    Optional<Credentials> credentials,
    Optional<Tls> tls,
    Optional<LastWill> lastWill,
    Duration keepAlive,
    Duration connectTimeout,
    int maxMessageBytes,
    int maxUnsent) {

  /**
   * One tick of 256 robots fits; a command that comes late is refused by its robot all the same.
   */
  private static final int DEFAULT_MAX_UNSENT = 256;

  /** User and password. */
  public record Credentials(String user, String password) {

    @Override
    public String toString() {
      return "Credentials[user=" + user + ", password=***]";
    }
  }

  /**
   * TLS 1.3 with host-name verification, which cannot be turned off.
   *
   * @param authorities PEM file of the authorities to trust; the JDK's when absent
   * @param identity this client's own certificate and key, for mutual TLS
   */
  public record Tls(Optional<Path> authorities, Optional<Identity> identity) {

    /** PEM files: the certificate chain, and its unencrypted PKCS#8 key. */
    public record Identity(Path certificate, Path key) {}

    /** The JDK's authorities, no identity of our own. */
    public static Tls standard() {
      return new Tls(Optional.empty(), Optional.empty());
    }
  }

  /** The retained message that stands for this client when it has disappeared. */
  public static final class LastWill {

    private final String topic;
    private final byte[] payload;

    public LastWill(String topic, byte[] payload, int length) {
      this.topic = topic;
      this.payload = Arrays.copyOf(payload, length);
    }

    public String topic() {
      return topic;
    }

    public byte[] payload() {
      return payload.clone();
    }
  }

  public MqttSettings {
    if (keepAlive.toSeconds() < 1) {
      throw new IllegalArgumentException("keepAlive " + keepAlive + " is below one second");
    }
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException("maxMessageBytes " + maxMessageBytes + " is below 1");
    }
  }

  /**
   * The defaults for a broker.
   *
   * @throws MqttRefusal when the address is not one
   */
  public static MqttSettings of(String broker) throws MqttRefusal {
    URI uri = BrokerAddress.parse(broker);
    boolean secure = BrokerAddress.isTls(uri);
    return new MqttSettings(
        uri,
        "hjelm-" + Long.toHexString(ThreadLocalRandom.current().nextLong()),
        Optional.empty(),
        secure ? Optional.of(Tls.standard()) : Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        FrameLimits.MAX_FRAME_BYTES,
        DEFAULT_MAX_UNSENT);
  }

  /** The broker's host, without the brackets that an IPv6 address has in a URI. */
  public String host() {
    String host = broker.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public MqttSettings withClientId(String newClientId) {
    return new MqttSettings(
        broker,
        newClientId,
        credentials,
        tls,
        lastWill,
        keepAlive,
        connectTimeout,
        maxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withCredentials(String user, String password) {
    return new MqttSettings(
        broker,
        clientId,
        Optional.of(new Credentials(user, password)),
        tls,
        lastWill,
        keepAlive,
        connectTimeout,
        maxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withTls(Tls newTls) {
    return new MqttSettings(
        broker,
        clientId,
        credentials,
        Optional.of(newTls),
        lastWill,
        keepAlive,
        connectTimeout,
        maxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withLastWill(LastWill newLastWill) {
    return new MqttSettings(
        broker,
        clientId,
        credentials,
        tls,
        Optional.of(newLastWill),
        keepAlive,
        connectTimeout,
        maxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withoutLastWill() {
    return new MqttSettings(
        broker,
        clientId,
        credentials,
        tls,
        Optional.empty(),
        keepAlive,
        connectTimeout,
        maxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withKeepAlive(Duration newKeepAlive) {
    return new MqttSettings(
        broker,
        clientId,
        credentials,
        tls,
        lastWill,
        newKeepAlive,
        connectTimeout,
        maxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withConnectTimeout(Duration newConnectTimeout) {
    return new MqttSettings(
        broker,
        clientId,
        credentials,
        tls,
        lastWill,
        keepAlive,
        newConnectTimeout,
        maxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withMaxMessageBytes(int newMaxMessageBytes) {
    return new MqttSettings(
        broker,
        clientId,
        credentials,
        tls,
        lastWill,
        keepAlive,
        connectTimeout,
        newMaxMessageBytes,
        maxUnsent);
  }

  public MqttSettings withMaxUnsent(int newMaxUnsent) {
    return new MqttSettings(
        broker,
        clientId,
        credentials,
        tls,
        lastWill,
        keepAlive,
        connectTimeout,
        maxMessageBytes,
        newMaxUnsent);
  }
}
