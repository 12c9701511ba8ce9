package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlFuzz;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldFuzzTest {

  private static final long SEED = 20261120;
  private static final long DOCUMENTS = 1_000_000;

  /** A world holds no formulas and is not read from a file here. */
  private static final Set<Reason> IMPOSSIBLE = EnumSet.of(Reason.UNREADABLE, Reason.FORMULA);

  private static final List<String> ORIGINALS =
      List.of(
          """
          name: w
          arena: {lower: [0, -1], upper: [12, 1e1]}
          obstacles:
            - disc: {centre: [9, .5], radius: 0.25}
            - box: {lower: [5, -1], upper: [6.1, 0]}
          """,
          "name: v\narena:\n  lower: [0, 0]\n  upper: [1, 1]\n");

  static void load(byte[] document) throws YamlRefusal {
    World world = WorldCatalog.parse(YamlDocument.parse("fuzz", document));
    assertFalse(Double.isNaN(world.signedDistance(1, 2)), "a world without a distance");
  }

  @Test
  void everyDocumentIsReadOrRefused() throws InterruptedException {
    YamlFuzz.Outcome outcome = new YamlFuzz(WorldFuzzTest::load, ORIGINALS).run(DOCUMENTS, SEED);
    assertTrue(outcome.accepted() > DOCUMENTS / 100, outcome.toString());
    for (Reason reason : Reason.values()) {
      long count = outcome.refused().getOrDefault(reason, 0L);
      assertTrue(IMPOSSIBLE.contains(reason) == (count == 0), reason + " does not fit: " + outcome);
    }
  }

  @Test
  void everySeedOfTheGuidedFuzzerIsReadOrRefused() throws IOException {
    int seeds = 0;
    for (byte[] seed : YamlFuzz.seeds(WorldFuzz.class, "fuzz")) {
      WorldFuzz.worldFile(seed);
      seeds++;
    }
    assertTrue(seeds >= 10, "only " + seeds + " seeds were found");
  }
}
