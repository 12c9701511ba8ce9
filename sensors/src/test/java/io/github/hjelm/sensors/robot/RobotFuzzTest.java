package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlFuzz;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RobotFuzzTest {

  private static final long SEED = 20261120;
  private static final long DOCUMENTS = 1_000_000;

  private static final List<String> ORIGINALS =
      List.of(
          """
          kind: kinematic
          name: a
          parameters: {p: 2}
          states: [{name: x, upper: 5}, {name: v, lower: -p}]
          controls: [{name: u, lower: -1, upper: p}]
          rates: {x: v*cos(x), v: u/p - x^2}
          fallback: {u: -v}
          initial: {x: pi}
          """,
          """
          kind: linear
          name: b
          states: [{name: x, unit: m, periodic: true}]
          controls: [{name: u, lower: -1, upper: 1}]
          disturbances: [{name: d, lower: 0, upper: 1}]
          A: [[-2*pi]]
          B: [[1]]
          D: [[.5]]
          """);

  static void load(byte[] document) throws YamlRefusal {
    Robot robot;
    try {
      robot = RobotCatalog.fromYaml(YamlDocument.parse("fuzz", document), Map.of());
    } catch (RobotRefusal e) {
      throw new AssertionError("nothing was set, so no setting can be refused", e);
    }
    double[] x = new double[robot.states().size()];
    double[] u = new double[robot.controls().size()];
    robot.initialState(x);
    robot.fallback(x, u);
    new Rk4(robot).step(x, u, new double[robot.disturbances().size()], 1e-3, x);
  }

  @Test
  void everyDocumentIsReadOrRefused() throws InterruptedException {
    YamlFuzz.Outcome outcome = new YamlFuzz(RobotFuzzTest::load, ORIGINALS).run(DOCUMENTS, SEED);
    assertTrue(outcome.accepted() > DOCUMENTS / 100, outcome.toString());
    for (Reason reason : Reason.values()) {
      // A document of a few hundred bytes is never read from a file.
      boolean possible = reason != Reason.UNREADABLE;
      long count = outcome.refused().getOrDefault(reason, 0L);
      assertTrue(possible == count > 0, reason + " does not fit: " + outcome);
    }
  }

  @Test
  void everySeedOfTheGuidedFuzzerIsReadOrRefused() throws IOException {
    int seeds = 0;
    for (byte[] seed : YamlFuzz.seeds(RobotFuzz.class, "fuzz")) {
      RobotFuzz.robotFile(seed);
      seeds++;
    }
    assertTrue(seeds >= 10, "only " + seeds + " seeds were found");
  }
}
