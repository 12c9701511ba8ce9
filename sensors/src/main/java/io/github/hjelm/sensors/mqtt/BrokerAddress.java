package io.github.hjelm.sensors.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a user may write as a broker: {@code tcp://host:port}, {@code tls://host:port}, port
 * optional.
 */
final class BrokerAddress {

  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  private BrokerAddress() {}

  static URI parse(String text) throws MqttRefusal {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw refusal(text, "is not an address", e);
    }
    String scheme = uri.getScheme();
    boolean tls = "tls".equals(scheme) || "ssl".equals(scheme) || "mqtts".equals(scheme);
    if (!tls && !"tcp".equals(scheme) && !"mqtt".equals(scheme)) {
      throw refusal(text, "does not begin with tcp:// or tls://", null);
    }
    if (uri.getHost() == null) {
      throw refusal(text, "names no host", null);
    }
    boolean hasPath =
        uri.getPath() != null && !uri.getPath().isEmpty() && !uri.getPath().equals("/");
    if (hasPath || uri.getQuery() != null || uri.getUserInfo() != null) {
      throw refusal(text, "holds more than scheme, host and port", null);
    }
    int port = uri.getPort() == -1 ? (tls ? TLS_PORT : PLAIN_PORT) : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw refusal(text, "has no port between 1 and 65535", null);
    }
    return URI.create((tls ? "tls://" : "tcp://") + uri.getHost() + ":" + port);
  }

  static boolean isTls(URI broker) {
    return "tls".equals(broker.getScheme());
  }

  private static MqttRefusal refusal(String text, String problem, @Nullable Throwable cause) {
    // A password has no place here; if one was written all the same, it is not repeated.
    String shown = text.replaceFirst("//[^@/]*@", "//***@");
    String sentence =
        "Broker address '"
            + shown
            + "' "
            + problem
            + "; write it as tcp://127.0.0.1:1883 or tls://host:8883.";
    return new MqttRefusal(MqttRefusal.Kind.SETTINGS, sentence, cause);
  }
}
