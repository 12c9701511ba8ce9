package io.github.hjelm.bench.hjb;

/**
 * One number that says how good a solution is.
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

  /** Whether it keeps its limit; a value that is NaN does not. */
  public boolean met() {
    return Double.isNaN(limit) || (atLeast ? value >= limit : value <= limit);
  }
}
