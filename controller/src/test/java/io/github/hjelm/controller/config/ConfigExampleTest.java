package io.github.hjelm.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example and the documentation say what the reader does. */
class ConfigExampleTest {

  private static final Path EXAMPLE = Path.of("..", "deploy", "examples", "controller.yaml");
  private static final Path BUNDLE = Path.of("..", "model-export", "bundles", "amr-obstacles.zip");
  private static final Path DOCUMENT = Path.of("docs", "configuration.md");

  /** The mark before a key, or before the first key of an entry, that is commented out. */
  private static final Pattern COMMENTED = Pattern.compile("(?m)^( *)# ( *(- )?[a-z_]+:[ \n])");

  private ConfigFolder folder;

  @BeforeEach
  void fillFolder(@TempDir Path temporary) throws IOException, NoSuchAlgorithmException {
    folder = new ConfigFolder(temporary);
  }

  @Test
  void theExampleIsUpToDate() throws IOException {
    GeneratedFile.assertCurrent(EXAMPLE, ControllerConfig.example(), getClass());
  }

  @Test
  void theDocumentIsUpToDate() throws IOException {
    GeneratedFile.assertPartCurrent(DOCUMENT, "settings", ConfigTable.markdown(), getClass());
  }

  @Test
  void whatTheDocumentQuotesIsTrue() throws IOException {
    String document = Files.readString(DOCUMENT);
    assertTrue(document.contains("```yaml\n" + ConfigFolder.SMALLEST + "```\n"));
    String begin = "controller.yaml, line ";
    List<String> refusals =
        document
            .lines()
            .filter(line -> line.startsWith(begin))
            .map(line -> line.replace("/etc/hjelm/", "").substring(begin.length()))
            .toList();
    assertEquals(3, refusals.size());
    List<String> known = Mistake.all().stream().map(Mistake::refusal).toList();
    refusals.forEach(refusal -> assertTrue(known.contains(refusal), refusal));
  }

  @Test
  void theExampleSaysTheDefaults() throws IOException, YamlRefusal, MqttRefusal {
    ControllerConfig defaults =
        ControllerConfig.of(
            BrokerConfig.of("tcp://127.0.0.1:1883"),
            List.of(RobotConfig.of("mobile-robot", BUNDLE)));
    assertEquals(defaults, ControllerConfig.read(EXAMPLE).at(ConfigPlaces.NOWHERE));
  }

  @Test
  void theExampleCanBeUncommented() throws IOException, YamlRefusal {
    String example = ControllerConfig.example().replace("../../model-export/", "");
    ControllerConfig config =
        folder.read(COMMENTED.matcher(example).replaceAll("$1$2").replace("tcp://1", "tls://1"));
    String said = config.toString();
    assertFalse(said.contains("Optional.empty") || said.contains("[]"), said);
    assertTrue(folder.read(example).toString().contains("Optional.empty"));
  }

  @Test
  void linesOfTheExampleFitOnAScreen() {
    ControllerConfig.example()
        .lines()
        .forEach(line -> assertTrue(line.length() <= 120 && !line.endsWith(" "), line));
  }
}
