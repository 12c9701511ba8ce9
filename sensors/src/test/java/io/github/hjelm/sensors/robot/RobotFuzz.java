package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import org.jspecify.annotations.Nullable;

/**
 * Coverage-guided fuzzing, for longer runs: {@code JAZZER_FUZZ=1 mvn test -pl sensors
 * -Dtest=RobotFuzz}. Its seeds run with every build, in {@link RobotFuzzTest}.
 */
class RobotFuzz {

  @FuzzTest(maxDuration = "10m")
  void fuzz(byte @Nullable [] document) {
    if (document != null) {
      robotFile(document);
    }
  }

  /** An exception is the finding. */
  static void robotFile(byte[] document) {
    try {
      RobotFuzzTest.load(document);
    } catch (YamlRefusal e) {
      assertTrue(e.sentence().startsWith("fuzz"), e.sentence());
    }
  }
}
