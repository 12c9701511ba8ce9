package io.github.hjelm.bench.stats;

/**
 * How many samples a percentile needs: the rule of MLPerf Inference. Of n samples, t are above a
 * bound; that the share p of all is below it is believed when so few would come with a probability
 * of at most 1 % were the share really p.
 */
public final class EarlyStopping {

  /** Below this, a percentile is called valid only with so many samples above it. */
  public static final long SOLID = 10;

  private static final double DOUBT = 0.01;

  private EarlyStopping() {}

  /**
   * The least number of samples of which {@code above} may exceed the bound for the percentile p.
   */
  public static long leastSamples(double p, long above) {
    long low = above + 1;
    long high = low;
    while (!(atMost(above, high, 1 - p) <= DOUBT)) {
      low = high + 1;
      high *= 2;
    }
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (atMost(above, middle, 1 - p) <= DOUBT) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * How many of the largest samples may be left above the estimate of the percentile p; -1 when
   * there are too few samples for any.
   */
  public static long mayExceed(double p, long samples) {
    if (leastSamples(p, 0) > samples) {
      return -1;
    }
    long low = 0;
    long high = (long) Math.ceil((1 - p) * samples);
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (leastSamples(p, middle) <= samples) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Whether n samples carry the percentile p: p99.9 needs 20,140. */
  public static boolean solid(double p, long samples) {
    return samples >= leastSamples(p, SOLID);
  }

  /** P(X ≤ t) of X ~ Binomial(n, q), summed from its largest term down. */
  private static double atMost(long t, long n, double q) {
    if (t >= n) {
      return 1;
    }
    double logTerm = logChoose(n, t) + t * Math.log(q) + (n - t) * Math.log1p(-q);
    double term = Math.exp(logTerm);
    double sum = term;
    double odds = (1 - q) / q;
    for (long k = t; k > 0 && term > sum * 1e-17; k--) {
      // P(k - 1) from P(k).
      term *= odds * k / (n - k + 1);
      sum += term;
    }
    return sum;
  }

  private static double logChoose(long n, long k) {
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  }

  /** Exact below 32, Stirling's series above, whose error is below 1e-14 there. */
  private static double logFactorial(long n) {
    if (n < 32) {
      double product = 1;
      for (long i = 2; i <= n; i++) {
        product *= i;
      }
      return Math.log(product);
    }
    double x = n + 1.0;
    double series = 1 / (12 * x) - 1 / (360 * Math.pow(x, 3)) + 1 / (1260 * Math.pow(x, 5));
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
