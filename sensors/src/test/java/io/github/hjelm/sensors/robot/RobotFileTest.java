package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RobotFileTest {

  private static final String CART =
      """
      kind: kinematic
      name: cart
      parameters: { top: 2, time: { value: 0.5, lower: 0.1, upper: 3, unit: s } }
      states:
        - { name: x, unit: m }
        - { name: v, unit: m/s, lower: -top, upper: top }
      controls:
        - { name: a, unit: m/s², lower: -1, upper: 1 }
      disturbances:
        - { name: w, unit: m/s², lower: -0.1, upper: 0.1 }
      rates:
        x: v
        v: a + w - v / time
      fallback: { a: -v }
      initial: { x: pi }
      """;

  private static Robot parse(String text) throws Exception {
    return RobotCatalog.fromYaml(YamlDocument.parse("r.yaml", text), Map.of());
  }

  private static void assertRefuses(Reason reason, String sentence, String what, String by) {
    assertEquals(true, CART.contains(what), "the test replaces something that is there: " + what);
    YamlRefusal refusal = assertThrows(YamlRefusal.class, () -> parse(CART.replace(what, by)));
    assertEquals(sentence, refusal.sentence());
    assertEquals(reason, refusal.reason());
  }

  @Test
  void readsAKinematicRobot() throws Exception {
    Robot cart = parse(CART);
    assertEquals("cart", cart.name());
    assertEquals(
        List.of(Quantity.unbounded("x", "m"), Quantity.symmetric("v", "m/s", 2)), cart.states());
    assertEquals(List.of(Quantity.symmetric("a", "m/s²", 1)), cart.controls());
    assertEquals(List.of(Quantity.symmetric("w", "m/s²", 0.1)), cart.disturbances());
    double[] two = new double[2];
    cart.initialState(two);
    assertArrayEquals(new double[] {Math.PI, 0}, two);
    cart.drift(new double[] {5, 1}, two);
    assertArrayEquals(new double[] {1, -2}, two);
    double[] jacobian = new double[4];
    cart.stateJacobian(new double[2], new double[1], new double[1], jacobian);
    assertArrayEquals(new double[] {0, 1, 0, -2}, jacobian);
    double[] u = new double[1];
    cart.fallback(new double[] {0, 9}, u);
    assertEquals(-1, u[0], "the fallback is put into the box");
  }

  @Test
  void settingsReplaceParameters() throws Exception {
    Path file = Path.of("examples", "robots", "differential-drive.yaml");
    Robot robot = RobotCatalog.find(file.toString(), Map.of("max_wheel_rate", 7.0));
    assertEquals(7.0, robot.controls().get(1).upper());
    assertEquals(
        "robot differential-drive has no parameter 'trak', did you mean 'track'? (it has"
            + " wheel_radius, track, max_wheel_rate, motor_time, slip)",
        assertThrows(
                RobotRefusal.class, () -> RobotCatalog.find(file.toString(), Map.of("trak", 1.0)))
            .sentence());
  }

  @Test
  void readsTheMatricesOfALinearRobot() throws Exception {
    Robot robot = RobotCatalog.find("examples/robots/mass-spring.yaml", Map.of("mass", 2.0));
    double[] b = new double[4];
    robot.controlMatrix(new double[4], b);
    assertArrayEquals(new double[] {0, 0, 0, 0.5}, b);
    double[] d = new double[4];
    robot.disturbanceMatrix(new double[4], d);
    assertArrayEquals(new double[] {0, 0.5, 0, 0}, d);
    double[] u = new double[1];
    robot.fallback(new double[] {0, 0, 0, 0.25}, u);
    assertEquals(-0.5, u[0]);
    YamlRefusal refusal =
        assertThrows(
            YamlRefusal.class,
            () ->
                parse(
                    """
                    kind: linear
                    name: l
                    states: [{ name: x }]
                    controls: [{ name: u, lower: -1, upper: 1 }]
                    A: [[1, 2]]
                    B: [[1]]
                    """));
    assertEquals("r.yaml, line 5: 'A[0]' must have 1 entries, but has 2", refusal.sentence());
  }

  @Test
  void refusesRatesThatAreNotAffine() {
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 13, column 6: 'rates.v' is not affine in 'a', which may only be multiplied by"
            + " states and parameters",
        "a + w - v / time",
        "a*a + w");
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 13, column 10: 'rates.v' is not affine in 'a', which may only be multiplied"
            + " by states and parameters",
        "a + w - v / time",
        "tan(a)");
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 13, column 6: 'rates.v' is not affine in 'a', which may only be multiplied by"
            + " states and parameters",
        "a + w - v / time",
        "a * (1 + w)");
  }

  @Test
  void refusesFormulasWithFileLineAndColumn() {
    assertRefuses(
        Reason.FORMULA,
        "r.yaml, line 13, column 14: 'rates.v' names 'vv', which is not known, did you mean 'v'?",
        "a + w - v / time",
        "a + w - vv / time");
    assertRefuses(
        Reason.FORMULA,
        "r.yaml, line 13, column 16: 'rates.v' divides by zero",
        "a + w - v / time",
        "a + w - v / (top - 2)");
    assertRefuses(
        Reason.FORMULA,
        "r.yaml, line 14, column 17: 'fallback.a' names 'w', which is not known, known are pi, top,"
            + " time, x, v, sin, cos, tan, atan, tanh, sqrt, exp, log, abs, sign",
        "{ a: -v }",
        "{ a: -w }");
    assertRefuses(
        Reason.FORMULA,
        "r.yaml, line 6, column 47: 'states[1].upper' names 'topp', which is not known, did you"
            + " mean 'top'?",
        "upper: top }",
        "upper: topp }");
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 12: 'rates.x' or its slope is not finite at the initial state, set another"
            + " 'initial'",
        "x: v\n",
        "x: v + sqrt(v)\n");
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertRefuses(Reason.MISSING_KEY, "r.yaml, line 11: 'rates' needs the key 'x'", "  x: v\n", "");
    assertRefuses(
        Reason.UNKNOWN_KEY,
        "r.yaml, line 12: 'rates.y' is not known, known are x, v",
        "  x: v\n",
        "  y: v\n");
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 8: 'controls[0].name' is already the name of something else, choose another",
        "name: a,",
        "name: v,");
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "r.yaml, line 8: 'controls[0].name' must be named by a letter, then letters, digits and"
            + " underscores, and not like a function",
        "name: a,",
        "name: sin,");
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 8: 'controls[0]' must have 'lower' below 'upper'",
        "lower: -1, upper: 1",
        "lower: 1, upper: 1");
    assertRefuses(
        Reason.MISSING_KEY,
        "r.yaml, line 8: 'controls[0]' needs the key 'upper'",
        "lower: -1, upper: 1",
        "lower: -1");
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 15: 'initial.v' must lie within the bounds of the state",
        "{ x: pi }",
        "{ v: 3 }");
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "r.yaml, line 1: 'kind' must be one of linear, kinematic, but is 'cinematic'",
        "kind: kinematic",
        "kind: cinematic");
    assertRefuses(
        Reason.UNKNOWN_KEY,
        "r.yaml, line 7: 'control' is not known, did you mean 'controls'?",
        "controls:",
        "control:");
    assertRefuses(
        Reason.CONTRADICTION,
        "r.yaml, line 3: 'parameters.time.value' must lie between 'lower' and 'upper' of the"
            + " parameter",
        "value: 0.5",
        "value: 5");
    assertRefuses(
        Reason.TOO_LARGE,
        "r.yaml, line 11: 'rates' cost more than 20000 operations per step",
        "x: v\n",
        "x: " + "v*".repeat(400) + "v\n");
  }
}
