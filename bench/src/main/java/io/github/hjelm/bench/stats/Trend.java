package io.github.hjelm.bench.stats;

/**
 * How fast a value grows and where that lies with 95 %.
 *
 * @param slope best guess, by least squares
 * @param lower end
 * @param upper end
 * @param rounds how many rounds it comes from
 */
public record Trend(double slope, double lower, double upper, int rounds) {

  /** Of nothing. */
  public static final Trend UNKNOWN = new Trend(Double.NaN, Double.NaN, Double.NaN, 0);

  /** Whether chance alone may explain it. */
  public boolean includesZero() {
    return lower <= 0 && upper >= 0;
  }
}
