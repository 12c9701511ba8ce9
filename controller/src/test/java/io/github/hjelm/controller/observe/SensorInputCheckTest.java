package io.github.hjelm.controller.observe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SensorInputCheckTest {

  private static final SensorInput POSE = TwoSensors.POSE_INPUT;
  private static final SensorInput WHEELS = TwoSensors.WHEELS_INPUT;

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(List.of(POSE), "no sensor gives its state 'speed'"),
        Arguments.of(List.of(), "no sensor gives its state 'x'"),
        Arguments.of(
            List.of(POSE, WHEELS, SensorInput.of("gps", List.of("x"), 10)),
            "sensor 'gps' gives 'x', which sensor 'pose' gives already"),
        Arguments.of(
            List.of(POSE, SensorInput.of("wheels", List.of("speed", "speed"), 10)),
            "sensor 'wheels' gives 'speed', which sensor 'wheels' gives already"),
        Arguments.of(
            List.of(POSE, SensorInput.of("wheels", List.of("spede"), 10)),
            "sensor 'wheels' gives 'spede', which is no state of the robot, did you mean 'speed'?"),
        Arguments.of(
            List.of(POSE, SensorInput.of("wheels", List.of("torque"), 10)),
            "known are x, y, heading, speed"),
        Arguments.of(List.of(POSE, WHEELS, WHEELS), "sensor 'wheels' is listed twice"),
        Arguments.of(
            List.of(POSE, SensorInput.of("wheels", List.of("speed"), 0)), "may be 0 ns old"),
        Arguments.of(
            List.of(POSE, SensorInput.of("wheels", List.of("speed"), -5)), "may be -5 ns old"),
        Arguments.of(
            List.of(POSE, new SensorInput("wheels", List.of("speed"), 5, 0)),
            "may stay the same for 0 ns"),
        Arguments.of(
            List.of(POSE, SensorInput.of("the wheels", List.of("speed"), 5)), "needs a name"),
        Arguments.of(
            List.of(POSE, WHEELS, SensorInput.of("gps", List.of(), 5)), "has 0 quantities"),
        Arguments.of(
            List.of(POSE, WHEELS, SensorInput.of("gps", List.of("-", "-"), 5)),
            "sensor 'gps' gives no state, leave it out"),
        Arguments.of(
            List.of(POSE, WHEELS, SensorInput.of("gps", Collections.nCopies(4097, "-"), 5)),
            "has 4097 quantities"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesInOneSentence(List<SensorInput> inputs, String words) {
    ObservationRefusal refusal =
        assertThrows(
            ObservationRefusal.class,
            () -> SensorInputCheck.check("amr", TwoSensors.STATES, inputs, 0));
    assertTrue(refusal.sentence().startsWith("robot 'amr': "), refusal.sentence());
    assertTrue(refusal.sentence().contains(words), refusal.sentence());
    assertEquals(1, refusal.sentence().lines().count());
  }

  @Test
  void refusesAMarginThatIsNone() {
    for (double margin : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          ObservationRefusal.class,
          () -> SensorInputCheck.check("amr", TwoSensors.STATES, List.of(POSE, WHEELS), margin));
    }
  }

  @Test
  void takesWhatGivesEveryStateOnce() {
    assertDoesNotThrow(
        () -> SensorInputCheck.check("amr", TwoSensors.STATES, List.of(WHEELS, POSE), 0));
  }
}
