package io.github.hjelm.bench.hjb;

/**
 * One number that says how good something is.
 *
 * @param limit what it may reach; NaN where it is only reported
 * @param atLeast whether the limit is the smallest value instead of the largest
 */
public record HjbMetric(String name, double value, double limit, boolean atLeast) {

  static HjbMetric atMost(String name, double value, double limit) {
    return new HjbMetric(name, value, limit, false);
  }

  static HjbMetric atLeast(String name, double value, double limit) {
    return new HjbMetric(name, value, limit, true);
  }

  static HjbMetric reported(String name, double value) {
    return new HjbMetric(name, value, Double.NaN, false);
  }

  /** Whether it has a limit. */
  boolean judged() {
    return !Double.isNaN(limit);
  }

  /** Whether it keeps its limit; a value that is NaN does not. */
  public boolean met() {
    return !judged() || (atLeast ? value >= limit : value <= limit);
  }

  /** By how much the limit is missed, in words; empty when it is kept. */
  String excess() {
    if (met()) {
      return "";
    }
    if (limit == 0 || Double.isNaN(value)) {
      return "missed";
    }
    double share = atLeast ? 1 - value / limit : value / limit - 1;
    return share < 9.995
        ? "missed by " + Numbers.of(100 * share) + " %"
        : "missed " + Numbers.of(share + 1) + " times over";
  }

  /** {@code ≤ 0.5}; empty without a limit. */
  String limitText() {
    return judged() ? (atLeast ? "≥ " : "≤ ") + Numbers.of(limit) : "";
  }
}
