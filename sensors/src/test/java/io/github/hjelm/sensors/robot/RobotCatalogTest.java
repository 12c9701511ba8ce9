package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RobotCatalogTest {

  private static void assertRefuses(String sentence, Executable making) {
    assertEquals(sentence, assertThrows(RobotRefusal.class, making).sentence());
  }

  @Test
  void makesEveryKindUnderItsOwnName() throws RobotRefusal {
    assertEquals(10, RobotCatalog.names().size());
    assertEquals(10, List.copyOf(RobotCatalog.names()).stream().distinct().count());
    for (RobotKind kind : RobotCatalog.kinds()) {
      assertEquals(kind.name(), RobotCatalog.create(kind.name(), Map.of()).name());
      assertTrue(kind.description().length() > 10, kind.name());
    }
  }

  @Test
  void takesSettings() throws RobotRefusal {
    Robot robot =
        RobotCatalog.create(
            "mobile-robot",
            ParameterValues.parse(List.of("max_acceleration=9", "max_acceleration=0.5")));
    assertEquals(0.5, robot.controls().get(0).upper());
    assertEquals(1.5, robot.controls().get(1).upper());
    assertEquals(
        Map.of("max_acceleration", 1.0, "max_disturbance", 0.0, "brake_time", 0.1),
        RobotCatalog.kind("double-integrator").values(Map.of("max_disturbance", 0.0)).asMap());
  }

  @Test
  void refusesInOneSentenceThatNamesWhatThereIs() {
    assertRefuses(
        "there is no robot 'dubin', did you mean 'dubins'?",
        () -> RobotCatalog.create("dubin", Map.of()));
    assertRefuses(
        "robot dubins has no parameter 'sped', did you mean 'speed'? (it has speed, max_turn_rate,"
            + " max_wind)",
        () -> RobotCatalog.create("dubins", Map.of("sped", 1.0)));
    assertRefuses(
        "robot dubins: 'speed' must lie in [0.001, 1000.0] m/s, but is -1.0",
        () -> RobotCatalog.create("dubins", Map.of("speed", -1.0)));
    assertRefuses(
        "robot dubins: 'speed' must lie in [0.001, 1000.0] m/s, but is NaN",
        () -> RobotCatalog.create("dubins", Map.of("speed", Double.NaN)));
    assertRefuses(
        "setting 'speed' must be written name=value",
        () -> ParameterValues.parse(List.of("speed")));
    assertRefuses(
        "setting 'speed=fast' must end in a number",
        () -> ParameterValues.parse(List.of("speed=fast")));
  }
}
