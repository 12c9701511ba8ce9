package io.github.hjelm.controller.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** A folder with all that a configuration can name, and a configuration in it. */
final class ConfigFolder {

  static final String PASSWORD = "open sesame äé";
  static final String COMMAND_KEY = "00112233445566778899aabbccddeeff";

  /** All that has to be said. */
  static final String SMALLEST =
      """
      broker:
        uri: tcp://127.0.0.1:1883
      robots:
        - name: amr
          bundle: bundles/amr-obstacles.zip
      """;

  private static final String ROBOTS = "robots:\n";
  private static final String FILE = "controller.yaml";

  private final Path folder;

  ConfigFolder(Path folder) throws IOException, NoSuchAlgorithmException {
    this.folder = folder;
    put("bundles/amr-obstacles.zip", "");
    put("secrets/broker-password", PASSWORD + "\r\n");
    put("secrets/amr.hex", COMMAND_KEY + "\n");
    put("secrets/authorities.pem", "");
    put("secrets/controller.pem", "");
    put("secrets/controller.key", "");
    put("keys/bundles.pem", publicKey());
    put("unrelated.txt", "no key at all");
  }

  private static String publicKey() throws NoSuchAlgorithmException {
    byte[] key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getEncoder().encodeToString(key)
        + "\n-----END PUBLIC KEY-----\n";
  }

  Path put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path at(String name) {
    return folder.resolve(name);
  }

  ControllerConfig read(String yaml) throws IOException, YamlRefusal {
    return ControllerConfig.read(put(FILE, yaml));
  }

  /** A configuration that sets every key, none to its default. */
  String everything() throws IOException {
    try (InputStream in = ConfigFolder.class.getResourceAsStream("everything.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  ControllerConfig readEverything() throws IOException, YamlRefusal {
    return read(everything());
  }

  /** The sentence that refuses a configuration, with the test's folder taken out of it. */
  String refusal(String yaml) {
    YamlRefusal refusal = assertThrows(YamlRefusal.class, () -> read(yaml));
    return withoutFolder(refusal.sentence());
  }

  String withoutFolder(String sentence) {
    return sentence.replace(folder + "/", "");
  }

  /** The smallest configuration with more about its broker, which begins in line 3. */
  static String withBroker(String more) {
    return SMALLEST.replace(ROBOTS, more.indent(2) + ROBOTS);
  }

  /** The smallest configuration with more about its robot, which begins in line 6. */
  static String withRobot(String more) {
    return SMALLEST + more.indent(4);
  }
}
