package io.github.hjelm.controller.config;

import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that lead out of the configuration: files, and the broker. What they name is looked at
 * while the configuration is read, so that a controller does not start and then find it missing.
 */
final class FileKinds {

  /** More than any password that a broker takes from a person. */
  private static final int MAX_PASSWORD_BYTES = 1024;

  private static final int MAX_KEYS = 16;

  private FileKinds() {}

  /** A broker's address. */
  static ValueKind<URI> broker() {
    return new ValueKind<>(
        "address",
        "",
        (node, folder) -> {
          try {
            return MqttSettings.of(node.asText()).broker();
          } catch (MqttRefusal e) {
            throw unusable(node, String.valueOf(e.getMessage()));
          }
        });
  }

  /** A file that exists. */
  static ValueKind<Path> file() {
    return new ValueKind<>("file", "", FileKinds::existingFile);
  }

  /** A folder or a zip. */
  static ValueKind<Path> bundle() {
    return new ValueKind<>("folder or zip", "", FileKinds::existing);
  }

  /** A folder, which need not exist yet. */
  static ValueKind<Path> folder() {
    return new ValueKind<>(
        "folder",
        "",
        (node, folder) -> {
          Path path = path(node, folder);
          if (Files.exists(path) && !Files.isDirectory(path)) {
            throw node.refusal(
                Reason.CONTRADICTION, "must name a folder, but this is a file: " + shown(path));
          }
          return path;
        });
  }

  /** Public keys that can be read. */
  static ValueKind<List<Path>> publicKeys() {
    return new ValueKind<>(
        "list of PEM files",
        "",
        (node, folder) -> {
          List<Path> files = new ArrayList<>();
          for (YamlNode item : ValueKind.atMost(node, MAX_KEYS)) {
            Path file = existingFile(item, folder);
            try {
              BundleKeys.trusting(List.of(file));
            } catch (BundleRefusal e) {
              throw unusable(item, e.sentence());
            }
            files.add(file);
          }
          return List.copyOf(files);
        });
  }

  /** The secret that controller and robot share, from its file. */
  static ValueKind<CommandKey> commandKey() {
    return new ValueKind<>(
        "file",
        "",
        (node, folder) -> {
          Path file = existingFile(node, folder);
          try {
            return CommandKey.ofFile(file);
          } catch (IOException e) {
            throw unreadable(node, file);
          } catch (IllegalArgumentException e) {
            throw unusable(node, String.valueOf(e.getMessage()));
          }
        });
  }

  /** A password, from its file, without the end of its line. */
  static ValueKind<String> password() {
    return new ValueKind<>(
        "file",
        "",
        (node, folder) -> {
          Path file = existingFile(node, folder);
          String text = passwordText(node, file).replaceFirst("\\R\\z", "");
          // What it holds is not repeated in any sentence.
          if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw node.refusal(
                Reason.OUT_OF_RANGE,
                "must name a file of one line, the password, but this holds %s: %s"
                    .formatted(text.isEmpty() ? "nothing" : "more", shown(file)));
          }
          return text;
        });
  }

  private static String passwordText(YamlNode node, Path file) throws YamlRefusal {
    try {
      if (Files.size(file) > MAX_PASSWORD_BYTES) {
        throw node.refusal(
            Reason.TOO_LARGE,
            "names a file of more than %d bytes, which is no password: %s"
                .formatted(MAX_PASSWORD_BYTES, shown(file)));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw node.refusal(Reason.ENCODING, "names a file that is not UTF-8 text: " + shown(file));
    } catch (IOException e) {
      throw unreadable(node, file);
    }
  }

  private static Path existingFile(YamlNode node, Path folder) throws YamlRefusal {
    Path path = existing(node, folder);
    if (Files.isDirectory(path)) {
      throw node.refusal(
          Reason.CONTRADICTION, "must name a file, but this is a folder: " + shown(path));
    }
    return path;
  }

  private static Path existing(YamlNode node, Path folder) throws YamlRefusal {
    Path path = path(node, folder);
    if (!Files.exists(path)) {
      throw node.refusal(Reason.UNREADABLE, "names a file that does not exist: " + shown(path));
    }
    if (!Files.isReadable(path)) {
      throw unreadable(node, path);
    }
    return path;
  }

  private static Path path(YamlNode node, Path folder) throws YamlRefusal {
    String text = node.asText();
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw node.refusal(
          Reason.OUT_OF_RANGE, "must be a path, but is '" + ValueKind.quotable(text) + "'");
    }
  }

  private static YamlRefusal unreadable(YamlNode node, Path file) {
    return node.refusal(Reason.UNREADABLE, "names a file that may not be read: " + shown(file));
  }

  /** Continues with somebody else's sentence. */
  static YamlRefusal unusable(YamlNode node, String sentence) {
    String body = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return node.refusal(Reason.OUT_OF_RANGE, "cannot be used: " + body);
  }

  private static String shown(Path path) {
    return path.toString().replaceAll("\\p{Cntrl}", " ");
  }
}
