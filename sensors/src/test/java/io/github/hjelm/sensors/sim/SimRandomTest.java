package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SimRandomTest {

  /** SplitMix64 once more, straight from its definition. */
  @Test
  void isSplitMix64() {
    SimRandom random = new SimRandom(42, 0);
    long start = 42 + 0x9E3779B97F4A7C15L;
    long state = mix(start);
    for (int i = 0; i < 100; i++) {
      state += 0x9E3779B97F4A7C15L;
      assertEquals(mix(state), random.nextLong());
    }
    // The published first output for the seed 0.
    assertEquals(0xE220A8397B1DCDAFL, mix(0x9E3779B97F4A7C15L));
  }

  @Test
  void givesEachPurposeAStreamOfItsOwn() {
    assertNotEquals(new SimRandom(1, 0).nextLong(), new SimRandom(1, 1).nextLong());
    assertNotEquals(new SimRandom(1, 0).nextLong(), new SimRandom(2, 0).nextLong());
  }

  /** The shares of a normal distribution within one, two and three deviations. */
  @Test
  void isNormal() {
    SimRandom random = new SimRandom(7, 3);
    int[] within = new int[3];
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      double size = Math.abs(random.nextGaussian());
      for (int k = 0; k < 3; k++) {
        within[k] += size <= k + 1 ? 1 : 0;
      }
    }
    assertEquals(0.6827, within[0] / (double) draws, 0.006);
    assertEquals(0.9545, within[1] / (double) draws, 0.003);
    assertEquals(0.9973, within[2] / (double) draws, 0.001);
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }
}
