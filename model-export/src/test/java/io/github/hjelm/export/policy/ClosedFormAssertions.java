package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** What it means that a loss is smallest at the closed form. */
final class ClosedFormAssertions {

  private static final double NUDGE = 0.2;

  private static final List<Known.Answer> DIRECTIONS =
      List.of(
          (a, sample, times) -> a.row(1),
          (a, sample, times) -> sample,
          (a, sample, times) -> a.tf().math.cos(a.times(3, a.rowSum(times))));

  private ClosedFormAssertions() {}

  /**
   * A squared error is a parabola along every direction; its lowest point must be the closed form.
   *
   * @param tolerance of the lowest point's place; what is drawn at random shifts it
   */
  static void assertLowestAt(
      Known exact, Method method, float[] chunks, float[] noises, double tolerance) {
    List<Known> networks = new ArrayList<>(List.of(exact));
    for (Known.Answer direction : DIRECTIONS) {
      networks.add(exact.nudged(-NUDGE, direction));
      networks.add(exact.nudged(NUDGE, direction));
    }
    float[] losses = MethodRuns.losses(method, networks, chunks, noises);
    for (int i = 0; i < DIRECTIONS.size(); i++) {
      float left = losses[1 + 2 * i];
      float right = losses[2 + 2 * i];
      double bend = left + right - 2.0 * losses[0];
      double lowest = 0.5 * NUDGE * (left - right) / bend;
      String where =
          "%s in direction %d: %s, %s, %s".formatted(method.name(), i, left, losses[0], right);
      assertTrue(bend > 1e-3, () -> where + " is no valley");
      assertEquals(0, lowest, tolerance, where);
    }
  }
}
