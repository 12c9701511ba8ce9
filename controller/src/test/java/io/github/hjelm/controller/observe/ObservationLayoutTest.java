package io.github.hjelm.controller.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationLayoutTest {

  private static final List<Quantity> OBSERVED =
      List.of(
          Quantity.symmetric("speed", "m/s", 1),
          Quantity.symmetric("sin_heading", "1", 1),
          Quantity.symmetric("x", "m", 5),
          Quantity.symmetric("cos_heading", "1", 1),
          Quantity.symmetric("heading", "rad", 4));

  private static final Normaliser NORMALISER =
      new Normaliser(List.of(0.5, 0.0, -1.0, 0.25, 0.0), List.of(2.0, 1.0, 4.0, 0.5, 3.0));

  @Test
  void writesWhatItsNamesSay() throws ObservationRefusal {
    ObservationLayout layout = new ObservationLayout(TwoSensors.STATES, OBSERVED, NORMALISER);
    TwoSensors robot = new TwoSensors();
    robot.pose(1, 1, 2, 3, 0.75);
    robot.wheels(1, 1, -0.5);
    assertEquals(Freshness.READY, robot.join.standing(1));
    float[] seen = new float[layout.size()];
    layout.write(robot.join.observation(), seen);
    float sine = (float) Math.sin(0.75);
    float cosine = (float) ((Math.cos(0.75) - 0.25) / 0.5);
    assertArrayEquals(new float[] {-0.5f, sine, 1, cosine, 0.25f}, seen);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void writesAStateAsItWritesAnObservation(long seed) throws ObservationRefusal {
    ObservationLayout layout = new ObservationLayout(TwoSensors.STATES, OBSERVED, NORMALISER);
    TwoSensors robot = new TwoSensors();
    SplittableRandom random = new SplittableRandom(seed);
    double[] state = new double[4];
    float[] seen = new float[5];
    float[] rows = new float[12];
    for (int k = 1; k <= 200; k++) {
      robot.pose(k, k, random.nextDouble(-9, 9), random.nextDouble(-9, 9), random.nextDouble(9));
      robot.wheels(k, k, random.nextDouble(-1, 1));
      assertEquals(Freshness.READY, robot.join.standing(k));
      robot.join.observation().copyState(state);
      layout.write(robot.join.observation(), seen);
      layout.write(state, rows, 6);
      for (int i = 0; i < 5; i++) {
        assertEquals(seen[i], rows[6 + i], "seed " + seed);
      }
      assertEquals(0, rows[5]);
      assertEquals(0, rows[11]);
    }
  }

  @Test
  void prefersAStateOfThatName() throws ObservationRefusal {
    List<Quantity> states = List.of(Quantity.angle("a"), Quantity.unbounded("cos_a", "m"));
    ObservationLayout layout =
        new ObservationLayout(
            states, List.of(Quantity.unbounded("cos_a", "m")), Normaliser.identity(1));
    float[] seen = new float[1];
    layout.write(new double[] {0, 17}, seen, 0);
    assertEquals(17, seen[0]);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("sped", "m/s", "'sped', which is no state of the robot"),
        Arguments.of("cos_x", "1", "no cosine or sine of an angle"),
        Arguments.of("cos_", "1", "'cos_'"),
        Arguments.of(
            "tan_heading", "1", "there are x, y, heading, speed, cos_heading, sin_heading"),
        Arguments.of("speed", "km/h", "'speed' in 'km/h', but the robot has it in 'm/s'"),
        Arguments.of("sin_heading", "rad", "'sin_heading' in 'rad', but the robot has it in '1'"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesInOneSentence(String name, String unit, String words) {
    List<Quantity> observed = List.of(Quantity.unbounded(name, unit));
    ObservationRefusal refusal =
        assertThrows(
            ObservationRefusal.class,
            () -> new ObservationLayout(TwoSensors.STATES, observed, Normaliser.identity(1)));
    assertTrue(refusal.sentence().contains(words), refusal.sentence());
  }

  @Test
  void refusesANormaliserOfAnotherSize() {
    assertThrows(
        ObservationRefusal.class,
        () -> new ObservationLayout(TwoSensors.STATES, OBSERVED, Normaliser.identity(4)));
  }
}
