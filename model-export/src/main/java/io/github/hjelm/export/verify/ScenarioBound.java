package io.github.hjelm.export.verify;

/**
 * What N independent runs with k violations prove: the exact binomial bound of Clopper and Pearson
 * (theory 03.10). It speaks of the distribution from which the runs were drawn, of nothing else.
 */
public final class ScenarioBound {

  /** The continued fraction is stopped when a factor differs from one by no more than rounding. */
  private static final double ROUNDING = 1e-15;

  /** The fraction needs about √N terms where it is slowest; this is far beyond. */
  private static final int MAX_TERMS = 1_000_000;

  /** Stands for a denominator of zero in Lentz's method. */
  private static final double TINY = 1e-300;

  private ScenarioBound() {}

  /**
   * The largest share of violations that is compatible with what was seen: with confidence 1 - β
   * the true share is at most this.
   *
   * @param runs N
   * @param violations k
   * @param beta β, in (0, 1)
   */
  public static double violationShare(long runs, long violations, double beta) {
    if (runs < 1 || violations < 0 || violations > runs) {
      throw new IllegalArgumentException(
          violations + " violations in " + runs + " runs are not a count of anything");
    }
    // Written so that NaN is refused.
    if (!(beta > 0 && beta < 1)) {
      throw new IllegalArgumentException("β must lie in (0, 1), but is " + beta);
    }
    if (violations == runs) {
      return 1;
    }
    if (violations == 0) {
      // (1 - ε)^N = β
      return -Math.expm1(Math.log(beta) / runs);
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < 200 && high - low > ROUNDING * high; i++) {
      double middle = low + (high - low) / 2;
      if (tail(runs, violations, middle) <= beta) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** The fewest runs that, with that many violations, prove a share of at most ε. */
  public static long runsNeeded(double share, long violations, double beta) {
    // Written so that NaN is refused.
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("ε must lie in (0, 1), but is " + share);
    }
    long high = Math.max(violations + 1, 1);
    while (violationShare(high, violations, beta) > share) {
      high = Math.multiplyExact(high, 2);
    }
    long low = high / 2;
    while (low + 1 < high) {
      long middle = low + (high - low) / 2;
      if (violations < middle && violationShare(middle, violations, beta) <= share) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Σᵢ₌₀ᵏ C(N,i) εⁱ (1-ε)^{N-i} = I_{1-ε}(N-k, k+1): the chance of at most k violations. */
  static double tail(long runs, long violations, double share) {
    return incompleteBeta((double) (runs - violations), violations + 1.0, 1 - share, share);
  }

  /** The regularised incomplete beta function I_x(a, b) with y = 1 - x. */
  private static double incompleteBeta(double a, double b, double x, double y) {
    if (x <= 0 || y >= 1) {
      return 0;
    }
    if (y <= 0) {
      return 1;
    }
    double front = Math.exp(a * Math.log1p(-y) + b * Math.log(y) - logBeta(a, b));
    // The fraction converges fast on this side, the symmetry Iₓ(a,b) = 1 - I₁₋ₓ(b,a) gives the
    // other.
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(a, b, x) / a
        : 1 - front * fraction(b, a, y) / b;
  }

  /** The continued fraction of the incomplete beta function, by Lentz's method. */
  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= MAX_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      value *= d * c;
      if (Math.abs(d * c - 1) <= ROUNDING) {
        break;
      }
    }
    return value;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** ln B(a, b) without the cancellation of large logarithms: the smaller argument is a count. */
  private static double logBeta(double a, double b) {
    double large = Math.max(a, b);
    double small = Math.min(a, b);
    if (small > 1000) {
      return logGamma(large) + logGamma(small) - logGamma(large + small);
    }
    // B(a, b) = (b-1)! / (a (a+1) … (a+b-1)) for a whole b; both are whole here.
    double sum = 0;
    for (int i = 1; i < small; i++) {
      sum += Math.log(i) - Math.log(large + i);
    }
    return sum - Math.log(large);
  }

  /** ln Γ(x) for x above 1000 by Stirling's series. */
  private static double logGamma(double x) {
    double series = 1 / (12 * x) - 1 / (360 * x * x * x);
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
