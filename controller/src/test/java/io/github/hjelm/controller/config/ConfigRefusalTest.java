package io.github.hjelm.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is one sentence that says where it is and what would be right. */
class ConfigRefusalTest {

  private static final int MISTAKES = 80;

  /** Stands in files whose content no sentence may repeat. */
  private static final String SECRET = "hush";

  private ConfigFolder folder;

  @BeforeEach
  void fillFolder(@TempDir Path temporary) throws IOException, NoSuchAlgorithmException {
    folder = new ConfigFolder(temporary);
    folder.put("empty", "\n");
    folder.put("two-lines", SECRET + "\n" + SECRET + "\n");
    folder.put("long", SECRET.repeat(300));
    Files.write(folder.at("latin-1"), (SECRET + "ü").getBytes(StandardCharsets.ISO_8859_1));
  }

  static List<Mistake> mistakes() throws IOException {
    return Mistake.all();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isOneSentence(Mistake mistake) {
    String sentence = folder.refusal(mistake.yaml());
    assertEquals("controller.yaml, line " + mistake.refusal(), sentence);
    assertFalse(sentence.contains(SECRET), sentence);
  }

  @Test
  void allMistakesAreFound() throws IOException {
    int count = Mistake.all().size();
    assertTrue(count >= MISTAKES, () -> "only " + count);
  }

  @Test
  void theFileItselfIsMissing() {
    YamlRefusal refusal =
        assertThrows(YamlRefusal.class, () -> ControllerConfig.read(folder.at("x.yaml")));
    assertEquals(
        "x.yaml: there is no such file, check the path", folder.withoutFolder(refusal.sentence()));
  }

  @Test
  void whatIsNoYamlIsSaidWithLineAndColumn() {
    String sentence = folder.refusal("broker: [\n");
    assertTrue(sentence.startsWith("controller.yaml, line 2, column 1: is not YAML"), sentence);
  }

  @Test
  void noSettingTakesWhatIsRightNowhere() {
    for (Setting<?> setting : RobotSettings.POLICY.settings()) {
      String sentence =
          folder.refusal(ConfigFolder.withRobot("policy:\n  " + setting.key() + ": [{a: 1}]\n"));
      String begin = "controller.yaml, line 7: 'robots[0].policy." + setting.key() + "' must be ";
      assertTrue(sentence.startsWith(begin), sentence);
    }
  }

  @Test
  void thereIsALimitToRobots() throws IOException, YamlRefusal {
    StringBuilder yaml = new StringBuilder(ConfigFolder.SMALLEST);
    for (int i = 1; i < 256; i++) {
      yaml.append("  - {name: r").append(i).append(", bundle: bundles}\n");
    }
    assertEquals(256, folder.read(yaml.toString()).robots().size());
    yaml.append("  - {name: r256, bundle: bundles}\n");
    assertEquals(
        "controller.yaml, line 3: 'robots' must hold 256 at most, but holds 257",
        folder.refusal(yaml.toString()));
  }
}
