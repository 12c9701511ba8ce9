package io.github.hjelm.bench.load;

/**
 * What a stack is asked in a slice.
 *
 * @param arrivals when
 * @param robots how many
 * @param rateHz of each robot
 * @param sliceNs how long
 */
public record Traffic(Arrivals arrivals, int robots, double rateHz, long sliceNs) {

  /** Between two observations of one robot. */
  public long periodNs() {
    return Math.round(1e9 / rateHz);
  }

  public Traffic withRateHz(double other) {
    return new Traffic(arrivals, robots, other, sliceNs);
  }

  public Traffic withSliceNs(long other) {
    return new Traffic(arrivals, robots, rateHz, other);
  }
}
