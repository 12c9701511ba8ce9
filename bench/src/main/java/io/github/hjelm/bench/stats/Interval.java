package io.github.hjelm.bench.stats;

/**
 * A ratio and where it lies with 95 %.
 *
 * @param ratio best guess
 * @param lower end
 * @param upper end
 * @param rounds how many rounds it comes from
 */
public record Interval(double ratio, double lower, double upper, int rounds) {

  /** Of nothing. */
  public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN, 0);

  /** An effect below this is none that anybody should act on. */
  public static final double LEAST_EFFECT = 0.03;

  /** Whether chance alone is a poor explanation. */
  public boolean excludesOne() {
    return lower > 1 || upper < 1;
  }

  /** Whether the first is smaller, beyond chance and by an effect that matters. */
  public boolean smaller() {
    return upper < 1 && ratio <= 1 - LEAST_EFFECT;
  }

  /** Whether the first is larger, beyond chance and by an effect that matters. */
  public boolean larger() {
    return lower > 1 && ratio >= 1 + LEAST_EFFECT;
  }
}
