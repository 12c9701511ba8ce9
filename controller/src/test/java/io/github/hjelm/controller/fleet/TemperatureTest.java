package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.DraftedBundle;
import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.HandLink.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With which chance a candidate is chosen is up to the configuration, and to nothing else. */
class TemperatureTest {

  private static final int CYCLES = 400;

  private final Path folder;

  TemperatureTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Which candidate was sent in each cycle, of some that say their own number. */
  private List<Long> chosen(String policy) throws Exception {
    FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
    RobotConfig config = ControllerConfig.read(file(policy)).robots().get(0);
    try (FleetBench bench =
        new FleetBench(
            sampler -> {
              WatchedPolicy watched = new WatchedPolicy(sampler);
              watched.numbered = true;
              return watched;
            })) {
      FleetBench.Mass mass = new FleetBench.Mass();
      // Chance depends on the state: one that stays the same would be told the same for ever.
      mass.velocity = 0.01;
      bench.moving.put("a", mass);
      bench.add(config);
      bench.pass(CYCLES);
      return bench.link.to("a").stream().map(TemperatureTest::candidate).toList();
    }
  }

  private static long candidate(Sent command) {
    return Math.round(command.value() / FlyableBundle.GENTLE);
  }

  private Path file(String policy) throws Exception {
    return Files.writeString(
        folder.resolve("controller.yaml"),
        """
        broker:
          uri: tcp://127.0.0.1:1883
        robots:
          - name: a
            bundle: 1.0.0.zip
            trigger: timer
            safety:
              uncertified: true
              on_mismatch: warn
            policy:
              lane: inline
        """
            + policy.indent(6));
  }

  @Test
  void atZeroTheBestIsSentInEveryCycle() throws Exception {
    List<Long> chosen = chosen("temperature: 0");
    assertTrue(chosen.size() >= CYCLES - 1);
    assertTrue(chosen.stream().allMatch(candidate -> candidate == 0));
    assertEquals(chosen, chosen("seed: 2"), "zero is the default");
  }

  @Test
  void aboveItOthersAreSentToo() throws Exception {
    List<Long> chosen = chosen("temperature: 1");
    // All cost the same here, so each is as likely as any other.
    double usual = 1.0 * chosen.size() / DraftedBundle.CANDIDATES;
    double fourSigmas = 4 * Math.sqrt(usual * (1 - 1.0 / DraftedBundle.CANDIDATES));
    for (long candidate = 0; candidate < DraftedBundle.CANDIDATES; candidate++) {
      long one = candidate;
      double count = (double) chosen.stream().filter(other -> other == one).count();
      assertEquals(usual, count, fourSigmas, "candidate " + candidate);
    }
  }

  @Test
  void theSeedDecidesWhich() throws Exception {
    List<Long> chosen = chosen("temperature: 1\nseed: 7");
    assertEquals(chosen, chosen("temperature: 1\nseed: 7"));
    assertNotEquals(chosen, chosen("temperature: 1\nseed: 8"));
  }
}
