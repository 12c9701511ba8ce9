package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/**
 * A ranking with Gumbel noise on its costs. Whoever takes candidates in the order of such costs,
 * and leaves out those that are refused, chooses among the others with the probabilities of a
 * softmin.
 */
final class SoftRanking implements CandidateRanking {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double STEP = 0x1.0p-53;

  private final CandidateRanking ranking;
  private final double temperature;
  private final long seed;

  SoftRanking(CandidateRanking ranking, double temperature, long seed) {
    // Written so that NaN is refused.
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a temperature is positive, not " + temperature);
    }
    this.ranking = ranking;
    this.temperature = temperature;
    this.seed = seed;
  }

  @Override
  @HotPath
  public double cost(double[] x, double[] u) {
    long hash = mix(hash(hash(seed, x), u) + GOLDEN_GAMMA);
    // Between 0 and 1 and neither of them, so that both logarithms are numbers.
    double chance = ((hash >>> 11) + 0.5) * STEP;
    return ranking.cost(x, u) + temperature * Math.log(-Math.log(chance));
  }

  private static long hash(long start, double[] values) {
    long hash = start;
    for (double value : values) {
      hash = mix(hash + GOLDEN_GAMMA ^ Double.doubleToRawLongBits(value));
    }
    return hash;
  }

  /** The finaliser of SplitMix64: every bit of the result depends on every bit. */
  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
