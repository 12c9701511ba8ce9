package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import org.jspecify.annotations.Nullable;

/**
 * Coverage-guided fuzzing, for longer runs: {@code JAZZER_FUZZ=1 mvn test -pl sensors
 * -Dtest=WorldFuzz}. Its seeds run with every build, in {@link WorldFuzzTest}.
 */
class WorldFuzz {

  @FuzzTest(maxDuration = "10m")
  void fuzz(byte @Nullable [] document) {
    if (document != null) {
      worldFile(document);
    }
  }

  /** An exception is the finding. */
  static void worldFile(byte[] document) {
    try {
      WorldFuzzTest.load(document);
    } catch (YamlRefusal e) {
      assertTrue(e.sentence().startsWith("fuzz"), e.sentence());
    }
  }
}
