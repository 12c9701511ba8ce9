package io.github.hjelm.sensors.sim;

/**
 * Random numbers that are the same in every Java version and in every port: SplitMix64, and
 * Marsaglia's polar method for the normal distribution. One thread.
 */
final class SimRandom {

  private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

  private long state;
  private double spare;
  private boolean hasSpare;

  /**
   * A stream of its own for each purpose, so that switching one on does not change another.
   *
   * @param purpose tells the streams of one seed apart
   */
  SimRandom(long seed, int purpose) {
    state = mix(seed + 0x9E3779B97F4A7C15L * (purpose + 1L));
  }

  long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * TWO_TO_MINUS_53;
  }

  /** Normal with mean 0 and variance 1. */
  double nextGaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double a;
    double b;
    double square;
    do {
      a = 2 * nextDouble() - 1;
      b = 2 * nextDouble() - 1;
      square = a * a + b * b;
    } while (square >= 1 || square == 0);
    // Strict, since Math.log may differ in the last bit between machines.
    double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spare = b * scale;
    hasSpare = true;
    return a * scale;
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }
}
