package io.github.hjelm.controller.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seeds are fixed: what is a matter of chance has been decided once. */
class NoiseStreamTest {

  private static final int COUNT = 400_000;

  /** Standard errors, beyond which one in two million lies. */
  private static final double FAR = 5;

  /** The limit of √n times the largest deviation that one in a thousand exceeds. */
  private static final double KOLMOGOROV = 1.95;

  private static double[] numbers(long seed, String robot, int count) {
    NoiseStream stream = new NoiseStream(seed, robot);
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> stream.next());
    return numbers;
  }

  /** By the same algorithm in CPython 3 with whole numbers modulo 2^64. */
  @Test
  void isTheSameEverywhere() {
    assertArrayEquals(
        new double[] {
          -0.4300591372252774,
          -0.013894303157355367,
          -0.4500901302445488,
          -2.404741204981181,
          -0.9689092353538296,
          -1.1109612879717596,
          0.23006764919317976,
          -1.9325763101413875
        },
        numbers(42, "amr-1", 8));
    assertArrayEquals(
        new double[] {
          0.15460941971409256, 0.016956166930569134, 1.287957847452213, 0.9696236040555286
        },
        numbers(-7, "r\u00e4ven", 4));
    assertEquals(0.47551349051659786, numbers(42, "amr-1", 100_000)[99_999]);
  }

  @Test
  void fillsTheSameNumbersAsFloats() {
    float[] noise = new float[9];
    new NoiseStream(42, "amr-1").fill(noise, 1, 7);
    double[] numbers = numbers(42, "amr-1", 7);
    assertEquals(0, noise[0]);
    assertEquals(0, noise[8]);
    for (int i = 0; i < 7; i++) {
      assertEquals((float) numbers[i], noise[i + 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hasTheMomentsOfTheNormalDistribution(long seed) {
    double[] sums = new double[5];
    for (double z : numbers(seed, "amr-1", COUNT)) {
      for (int power = 1; power <= 4; power++) {
        sums[power] += Math.pow(z, power) / COUNT;
      }
    }
    // The variance of z^k is E z^2k - (E z^k)^2: 1, 2, 15 and 96.
    double[] expected = {0, 0, 1, 0, 3};
    double[] variances = {0, 1, 2, 15, 96};
    for (int power = 1; power <= 4; power++) {
      double bound = FAR * Math.sqrt(variances[power] / COUNT);
      assertEquals(expected[power], sums[power], bound, "seed " + seed + ", moment " + power);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void isDistributedNormally(long seed) {
    double[] numbers = numbers(seed, "amr-1", COUNT);
    Arrays.sort(numbers);
    double largest = 0;
    for (int i = 0; i < COUNT; i++) {
      double p = normalBelow(numbers[i]);
      largest = Math.max(largest, Math.max(p - (double) i / COUNT, (i + 1.0) / COUNT - p));
    }
    assertTrue(largest * Math.sqrt(COUNT) < KOLMOGOROV, "seed " + seed + ": " + largest);
    // The tails, of which that test says little.
    assertBeyond(3, 0.0026998 * COUNT, numbers);
    assertBeyond(4, 6.334e-5 * COUNT, numbers);
  }

  private static void assertBeyond(double limit, double expected, double[] numbers) {
    double beyond = Arrays.stream(numbers).filter(z -> Math.abs(z) > limit).count();
    assertEquals(expected, beyond, FAR * Math.sqrt(expected), "beyond " + limit);
  }

  /** Φ(z) by its Taylor series about 0, which is exact to rounding where it is used. */
  private static double normalBelow(double z) {
    if (Math.abs(z) > 7) {
      return z > 0 ? 1 : 0;
    }
    double sum = z;
    double term = z;
    for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= z * z / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void isIndependentFromNumberToNumberAndFromRobotToRobot() {
    double[] a = numbers(7, "amr-1", COUNT);
    double[] b = numbers(7, "amr-2", COUNT);
    double[] c = numbers(8, "amr-1", COUNT);
    double next = 0;
    double nextSquare = 0;
    double otherRobot = 0;
    double otherSeed = 0;
    for (int i = 1; i < COUNT; i++) {
      next += a[i] * a[i - 1] / COUNT;
      nextSquare += (a[i] * a[i] - 1) * (a[i - 1] * a[i - 1] - 1) / COUNT;
      otherRobot += a[i] * b[i] / COUNT;
      otherSeed += a[i] * c[i] / COUNT;
    }
    double bound = FAR / Math.sqrt(COUNT);
    assertEquals(0, next, bound);
    assertEquals(0, nextSquare, 2 * bound);
    assertEquals(0, otherRobot, bound);
    assertEquals(0, otherSeed, bound);
    assertNotEquals(a[0], b[0]);
    assertNotEquals(a[0], c[0]);
  }
}
