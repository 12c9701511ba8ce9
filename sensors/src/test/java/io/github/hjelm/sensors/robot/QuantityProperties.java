package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantityProperties {

  private static final long SEED = 20261120;

  @Test
  void wrapKeepsThePlaceAndTheInterval() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 200_000; i++) {
      double lower = random.nextDouble(-10, 10);
      Quantity angle = new Quantity("a", "rad", lower, lower + random.nextDouble(1e-3, 10), true);
      double period = angle.upper() - angle.lower();
      double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-3, 5));
      double wrapped = angle.wrap(value);
      String where = "seed " + SEED + ", case " + i;
      assertTrue(wrapped >= angle.lower() && wrapped < angle.upper(), where);
      double turns = (value - wrapped) / period;
      assertEquals(Math.rint(turns), turns, 1e-6, where);
      assertEquals(wrapped, angle.wrap(wrapped), where);
    }
  }

  @Test
  void wrapNeverReachesTheUpperEnd() {
    Quantity angle = Quantity.angle("a");
    assertEquals(-Math.PI, angle.wrap(Math.PI));
    for (double value = -Math.PI, i = 0; i < 1000; i++, value = Math.nextDown(value)) {
      double wrapped = angle.wrap(value);
      assertTrue(wrapped >= -Math.PI && wrapped < Math.PI, "of " + value + " is " + wrapped);
    }
  }

  @Test
  void notANumberStaysOne() {
    assertTrue(Double.isNaN(Quantity.angle("a").wrap(Double.NaN)));
    assertTrue(Double.isNaN(Quantity.angle("a").wrap(Double.POSITIVE_INFINITY)));
    assertTrue(Double.isNaN(Quantity.symmetric("a", "m", 1).clamp(Double.NaN)));
  }

  @Test
  void clampIsTheNearestValueInside() {
    Quantity q = Quantity.bounded("q", "m", -1, 2);
    assertEquals(-1, q.clamp(-5));
    assertEquals(2, q.clamp(5));
    assertEquals(0.5, q.clamp(0.5));
    assertEquals(2, q.clamp(Double.POSITIVE_INFINITY));
    assertEquals(5, Quantity.unbounded("q", "m").wrap(5));
  }

  @Test
  void refusesBoundsThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> Quantity.bounded("q", "m", 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Quantity.bounded("q", "m", Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> Quantity.bounded(" ", "m", 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Quantity("q", "m", 1, 1, true));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Quantity("q", "m", 0, Double.POSITIVE_INFINITY, true));
    assertEquals(0, Quantity.symmetric("q", "m", 0).clamp(3), "a bound of zero is allowed");
  }
}
