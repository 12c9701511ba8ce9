package io.github.hjelm.sensors.mqtt.session;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttRefusal.Kind;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what a transport throws while connecting into one sentence for the user. */
public final class Refusals {

  private Refusals() {}

  /** The refusal behind an exception of a transport, whatever it is wrapped in. */
  public static MqttRefusal of(Throwable thrown, MqttSettings settings) {
    String broker = settings.broker().toString();
    Throwable cause;
    if ((cause = find(thrown, MqttRefusal.class)) != null) {
      return (MqttRefusal) cause;
    }
    if (find(thrown, UnknownHostException.class) != null
        || find(thrown, UnresolvedAddressException.class) != null) {
      return new MqttRefusal(
          Kind.UNREACHABLE,
          "No host is known by the name of the broker " + broker + "; check the address.",
          thrown);
    }
    if ((cause = find(thrown, CertificateException.class)) != null
        || (cause = find(thrown, SSLException.class)) != null) {
      return new MqttRefusal(Kind.CERTIFICATE, tlsSentence(broker, cause, settings), thrown);
    }
    if (find(thrown, ConnectException.class) != null
        || find(thrown, NoRouteToHostException.class) != null) {
      return new MqttRefusal(
          Kind.UNREACHABLE,
          "Nobody listens at the broker address "
              + broker
              + "; start a broker there or name another.",
          thrown);
    }
    if (find(thrown, TimeoutException.class) != null) {
      return noAnswer(settings, thrown);
    }
    if (settings.tls().isPresent()) {
      return closedAfterHandshake(settings, thrown);
    }
    return new MqttRefusal(
        Kind.NO_BROKER,
        "Whoever listens at "
            + broker
            + " closed the connection without an answer of an MQTT broker; check the port, and whether it wants tls://"
            + " instead of tcp://.",
        thrown);
  }

  /**
   * In TLS 1.3 a broker that misses the client's certificate says so only after the handshake, if
   * at all.
   */
  private static MqttRefusal closedAfterHandshake(MqttSettings settings, Throwable cause) {
    boolean anonymous = settings.tls().flatMap(MqttSettings.Tls::identity).isEmpty();
    return new MqttRefusal(
        Kind.CERTIFICATE,
        "The broker "
            + settings.broker()
            + (anonymous
                ? " closed the connection after TLS was agreed, as brokers do that want a certificate of the client;"
                    + " name one and its key."
                : " closed the connection after TLS was agreed; it does not seem to accept this client's"
                    + " certificate."),
        cause);
  }

  /** Nothing came back in time. */
  public static MqttRefusal noAnswer(MqttSettings settings, Throwable cause) {
    return new MqttRefusal(
        Kind.NO_BROKER,
        "No answer from the broker "
            + settings.broker()
            + " within "
            + settings.connectTimeout().toMillis()
            + " ms; check that it runs and that the port is its MQTT port.",
        cause);
  }

  /** The broker does not know this user. */
  public static MqttRefusal credentials(MqttSettings settings, Throwable cause) {
    String who =
        settings
            .credentials()
            .map(credentials -> "the user '" + credentials.user() + "' with this password")
            .orElse("a client without user and password");
    return new MqttRefusal(
        Kind.CREDENTIALS,
        "The broker " + settings.broker() + " does not admit " + who + ".",
        cause);
  }

  /** The broker refuses for a reason of its own. */
  public static MqttRefusal refused(MqttSettings settings, String reason, Throwable cause) {
    return new MqttRefusal(
        Kind.REFUSED,
        "The broker " + settings.broker() + " refuses the connection: " + reason + ".",
        cause);
  }

  private static String tlsSentence(String broker, Throwable cause, MqttSettings settings) {
    String message = String.valueOf(cause.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no name matching") || lower.contains("subject alternative")) {
      return "The certificate of "
          + broker
          + " is for another host name; use the name it was issued for, or give the broker a certificate for this"
          + " one.";
    }
    if (lower.contains("certification path") || lower.contains("trust")) {
      return "The certificate of "
          + broker
          + " is not signed by a trusted authority; name the authority's PEM file"
          + settings
              .tls()
              .flatMap(MqttSettings.Tls::authorities)
              .map(file -> " (now: " + file + ")")
              .orElse("")
          + ".";
    }
    if (lower.contains("certificate_required")
        || lower.contains("bad_certificate")
        || lower.contains("unknown_ca")
        || lower.contains("certificate_unknown")) {
      return "The broker "
          + broker
          + " does not accept this client's certificate ("
          + message
          + ").";
    }
    return "TLS with " + broker + " failed: " + message + ".";
  }

  private static @Nullable Throwable find(Throwable thrown, Class<? extends Throwable> type) {
    // Chains of causes may be circular.
    Set<Throwable> seen = new HashSet<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      if (type.isInstance(t)) {
        return t;
      }
    }
    return null;
  }
}
