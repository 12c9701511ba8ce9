package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimSettingsTest {

  @Test
  void hasWorkableDefaults() throws SimRefusal {
    SimSettings settings = SimSettings.standard("amr-1");
    assertEquals("amr-1", settings.name());
    assertEquals(10_000_000, settings.periodNs());
    assertEquals(25_000_000, settings.limits().deadmanNs());
    assertEquals(DisturbanceModel.NONE, settings.disturbance());
    assertTrue(settings.stopOnCollision());
    assertFalse(settings.limits().latchAfterDeadman());
    assertEquals(0.5, settings.lookAheadS());
  }

  @Test
  void readsEverySetting() {
    SimSettings settings =
        Robots.settings(
            "name=amr-7",
            "rate=250",
            "substeps=2",
            "seed=-9",
            "noise=0.5",
            "noise.x=0.25",
            "delay=1.5ms",
            "dropout=0.125",
            "disturbance=adversarial",
            "disturbance_hold=200us",
            "look_ahead=1s",
            "codec=json",
            "deadman=30ms",
            "max_validity=2s",
            "max_epoch_jump=7",
            "latch=true",
            "last_epoch=12",
            "collision=count",
            "radius=0.3");
    assertEquals(
        new SimSettings(
            "amr-7",
            250,
            2,
            -9,
            0.5,
            Map.of("x", 0.25),
            1_500_000,
            0.125,
            DisturbanceModel.ADVERSARIAL,
            200_000,
            1,
            "json",
            new GuardLimits(30_000_000, 2_000_000_000, 7, true, 12),
            false,
            0.3),
        settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate=0",
        "rate=NaN",
        "rate=1e9",
        "rate=fast",
        "substeps=0",
        "substeps=1.5",
        "seed=x",
        "noise=-1",
        "noise=NaN",
        "noise.x=-1",
        "delay=5",
        "delay=ms",
        "delay=-1ms",
        "delay=61s",
        "delay=NaNms",
        "dropout=1.1",
        "disturbance=evil",
        "disturbance_hold=0s",
        "name=",
        "name=a/b",
        "codec=xml",
        "deadman=0ns",
        "max_epoch_jump=0",
        "latch=yes",
        "last_epoch=-1",
        "collision=bounce",
        "radius=-0.1"
      })
  void refusesWhatCannotBeMeant(String setting) {
    int equals = setting.indexOf('=');
    String name = setting.substring(0, equals);
    String value = setting.substring(equals + 1);
    SimRefusal refusal =
        assertThrows(SimRefusal.class, () -> SimSettings.of("r", Map.of(name, value)));
    assertTrue(refusal.sentence().contains("'" + name + "'"), refusal.sentence());
    assertTrue(refusal.sentence().contains("'" + value + "'"), refusal.sentence());
  }

  @Test
  void proposesTheSettingThatWasMeant() {
    SimRefusal refusal =
        assertThrows(SimRefusal.class, () -> SimSettings.of("r", Map.of("dealy", "5ms")));
    assertTrue(refusal.sentence().contains("'dealy', did you mean 'delay'?"), refusal.sentence());
  }

  @Test
  void refusesNoiseOfAStateThatIsNotThere() {
    SimSettings settings = Robots.settings("noise.altitude=1");
    SimRefusal refusal =
        assertThrows(
            SimRefusal.class,
            () -> new SimulatedRobot(Robots.robot("dubins"), Optional.empty(), settings));
    assertTrue(refusal.sentence().contains("noise.altitude"), refusal.sentence());
    assertTrue(refusal.sentence().contains("x, y, heading"), refusal.sentence());
  }

  @Test
  void areDocumentedAsTheyAre() throws IOException {
    String page = Files.readString(Path.of("docs", "simulation.md"));
    for (SimSettings.Setting setting : SimSettings.all()) {
      String row =
          "| `%s` | %s | %s |".formatted(setting.name(), setting.standard(), setting.meaning());
      assertTrue(page.contains(row), "docs/simulation.md lacks the row\n" + row);
    }
  }
}
