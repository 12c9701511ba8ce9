package io.github.hjelm.controller.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {

  private static final Normaliser NORMALISER =
      new Normaliser(List.of(1.0, -2.0), List.of(4.0, 0.5));

  @Test
  void dividesWhatLiesAboveTheOffsetByTheScale() {
    float[] normalised = new float[4];
    NORMALISER.normalise(new double[] {5, -2.25}, normalised, 1);
    assertArrayEquals(new float[] {0, 1, -0.5f, 0}, normalised);
    double[] values = new double[2];
    NORMALISER.unnormalise(normalised, 1, values);
    assertArrayEquals(new double[] {5, -2.25}, values);
  }

  @Test
  void writesBuffersAsArrays() {
    FloatBuffer buffer = FloatBuffer.allocate(5);
    NORMALISER.normalise(new double[] {-3, -1}, buffer, 3);
    assertArrayEquals(new float[] {0, 0, 0, -1, 2}, buffer.array());
    double[] values = new double[2];
    NORMALISER.unnormalise(buffer, 3, values);
    assertArrayEquals(new double[] {-3, -1}, values);
    assertEquals(0, buffer.position());
  }

  @Test
  void takesEveryRowOfAChunk() {
    float[] chunk = {5, -2, 1, -1.5f, -3, -2.5f};
    NORMALISER.normalise(chunk, 0, chunk, 0, 3);
    assertArrayEquals(new float[] {1, 0, 0, 1, -1, -1}, chunk);
    float[] back = new float[7];
    NORMALISER.unnormalise(chunk, 2, back, 3, 2);
    assertArrayEquals(new float[] {0, 0, 0, 1, -1.5f, -3, -2.5f}, back);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void comesBackToWhatAFloatCanTell(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < 10_000; k++) {
      double scale = Math.exp(random.nextDouble(-20, 20));
      double offset = random.nextDouble(-10, 10) * scale;
      Normaliser normaliser = new Normaliser(List.of(offset), List.of(scale));
      float[] value = {(float) (offset + scale * random.nextDouble(-1, 1))};
      float[] back = new float[1];
      normaliser.normalise(value, 0, back, 0, 1);
      normaliser.unnormalise(back, 0, back, 0, 1);
      // Half a unit in the last place of a number up to 1, and the rounding of the result.
      double bound = scale * Math.ulp(1f) / 2 + Math.ulp(value[0]);
      assertEquals(value[0], back[0], bound, "seed " + seed + ", case " + k);
    }
  }

  @Test
  void isMadeAgainFromItsLists() {
    Normaliser again = new Normaliser(NORMALISER.offsets(), NORMALISER.scales());
    assertEquals(NORMALISER, again);
    assertEquals(NORMALISER.hashCode(), again.hashCode());
    assertTrue(!NORMALISER.equals(Normaliser.identity(2)));
    assertEquals(0.25f, Normaliser.identity(3).normalised(2, 0.25));
  }

  @Test
  void refusesWhatCannotBeUndone() {
    List<Double> zero = List.of(0.0);
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class, () -> new Normaliser(zero, List.of(scale)), "" + scale);
    }
    assertThrows(
        IllegalArgumentException.class, () -> new Normaliser(List.of(Double.NaN), List.of(1.0)));
    assertThrows(IllegalArgumentException.class, () -> new Normaliser(zero, List.of(1.0, 1.0)));
    assertThrows(IllegalArgumentException.class, () -> new Normaliser(List.of(), List.of()));
  }
}
