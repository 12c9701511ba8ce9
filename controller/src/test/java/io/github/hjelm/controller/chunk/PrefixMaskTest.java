package io.github.hjelm.controller.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrefixMaskTest {

  /**
   * From the formula of the paper's published code, in numpy: {@code c = clip((d-1-i)/(e-d+1)+1, 0,
   * 1); w = where(i >= e, 0, c*expm1(c)/(e-1))} with d = 2, e = 6, i = 0 ... 9.
   */
  private static final double[] GOLDEN = {
    1.0000000000000002,
    1.0000000000000002,
    0.5705890189580984,
    0.2870723952639777,
    0.1144922071561075,
    0.025770249617168298,
    0.0,
    0.0,
    0.0,
    0.0
  };

  private static double[] weights(int frozen, int overlap, int horizon) {
    double[] weights = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      weights[i] = PrefixMask.weight(i, frozen, overlap);
    }
    return weights;
  }

  @Test
  void isTheMaskOfThePublishedCode() {
    assertArrayEquals(GOLDEN, weights(2, 6, 10), 1e-15);
  }

  @Test
  void freezesNoMoreThanTheOldChunkSays() {
    assertArrayEquals(new double[] {1, 1, 1, 0, 0}, weights(4, 3, 5));
    assertArrayEquals(new double[5], weights(4, 0, 5));
  }

  @Test
  void fallsAllAlong() {
    for (int frozen = 0; frozen < 16; frozen++) {
      for (int overlap = frozen; overlap <= 16; overlap++) {
        double[] weights = weights(frozen, overlap, 16);
        for (int i = 0; i < 16; i++) {
          double before = i == 0 ? 1 : weights[i - 1];
          assertTrue(i < frozen ? weights[i] == 1 : i >= overlap || weights[i] < before);
          assertEquals(i < overlap, weights[i] > 0);
        }
      }
    }
  }

  @Test
  void writesWhatItSays() {
    float[] written = new float[10];
    PrefixMask.write(2, 6, written);
    for (int i = 0; i < 10; i++) {
      assertEquals((float) GOLDEN[i], written[i]);
    }
  }
}
