package io.github.hjelm.controller.config;

import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One key of the configuration and all that is known about it. Reader, example and documentation
 * are made of it.
 *
 * @param key as written in the file
 * @param kind how its value is written and read
 * @param presence whether it has to be there
 * @param example a value; the default where there is a fixed one
 * @param otherwise what holds where it is absent, in words; empty where the example says it
 * @param meaning in words
 */
record Setting<T>(
    String key,
    ValueKind<T> kind,
    Presence presence,
    String example,
    String otherwise,
    String meaning) {

  /** Whether a key has to be there. */
  enum Presence {
    /** Nothing works without it. */
    REQUIRED,
    /** Its default is one value. */
    STANDARD,
    /** Its default is something else's, or nothing. */
    OPTIONAL
  }

  /** One without which nothing works. */
  static <T> Setting<T> required(String key, ValueKind<T> kind, String example, String meaning) {
    return new Setting<>(key, kind, Presence.REQUIRED, example, "", meaning);
  }

  /** One that has a default, written as in the file. */
  static <T> Setting<T> standard(String key, ValueKind<T> kind, String standard, String meaning) {
    return new Setting<>(key, kind, Presence.STANDARD, standard, "", meaning);
  }

  /** One that may be absent. */
  static <T> Setting<T> optional(
      String key, ValueKind<T> kind, String example, String otherwise, String meaning) {
    return new Setting<>(key, kind, Presence.OPTIONAL, example, otherwise, meaning);
  }

  /** Its value, or else its default; for what is required or has one. */
  T of(YamlNode map, Path folder) throws YamlRefusal {
    return presence == Presence.STANDARD && !map.has(key)
        ? standard()
        : kind.reading().read(map.at(key), folder);
  }

  /** Its value, if it is there. */
  Optional<T> find(YamlNode map, Path folder) throws YamlRefusal {
    return map.has(key) ? Optional.of(kind.reading().read(map.at(key), folder)) : Optional.empty();
  }

  /** Its default, read as if somebody had written it. */
  T standard() {
    if (presence != Presence.STANDARD) {
      throw new IllegalStateException("'" + key + "' has no default");
    }
    try {
      YamlNode map = YamlDocument.parse("the defaults", key + ": " + example);
      return kind.reading().read(map.at(key), Path.of(""));
    } catch (YamlRefusal e) {
      throw new IllegalStateException("the default of '" + key + "' cannot be read", e);
    }
  }
}
