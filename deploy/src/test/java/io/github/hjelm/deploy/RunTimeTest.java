package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.time.HandSetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTimeTest {

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1_000_000_000})
  void beginsWithTheFirstCallAndEndsOnTime(long nowNs) {
    HandSetClock clock = new HandSetClock(nowNs);
    try (RunTime time = new RunTime(2, clock)) {
      clock.advanceNs(5);
      assertTrue(time.goOn(0));
      // Once over the edge where a long wraps around, which a monotonic clock may pass.
      clock.advanceNs(1_999_999_999);
      assertTrue(time.goOn(0));
      clock.advanceNs(1);
      assertFalse(time.goOn(0));
    }
  }

  @Test
  void withoutAnEndItGoesOn() {
    HandSetClock clock = new HandSetClock(0);
    try (RunTime time = new RunTime(Double.POSITIVE_INFINITY, clock)) {
      assertTrue(time.goOn(0));
      clock.advanceNs(1_000_000_000_000_000_000L);
      assertTrue(time.goOn(0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
  void refusesTimesThatAreNone(double seconds) {
    assertThrows(InputRefusal.class, () -> new RunTime(seconds, new HandSetClock(0)));
  }
}
