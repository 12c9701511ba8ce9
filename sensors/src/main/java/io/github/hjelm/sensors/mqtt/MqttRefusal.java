package io.github.hjelm.sensors.mqtt;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why no connection was made: one sentence for the user, saying what, where and what to do. */
public final class MqttRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What kind of mistake it is. */
  public enum Kind {
    /** Nobody answers at that address. */
    UNREACHABLE,
    /** Somebody answers, but not as an MQTT broker does, or not in time. */
    NO_BROKER,
    /** User name or password are wrong. */
    CREDENTIALS,
    /** A certificate or key is wrong, on either side. */
    CERTIFICATE,
    /** The broker refuses for another reason. */
    REFUSED,
    /** The settings cannot work. */
    SETTINGS
  }

  private final Kind kind;

  public MqttRefusal(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
