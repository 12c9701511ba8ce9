package io.github.hjelm.bench.measure;

import java.util.Arrays;

/**
 * How old the observation is that the actuator's current command answers, over all of the time: a
 * saw-tooth that grows with time and falls when a newer command is applied.
 */
public final class InformationAge {

  private static final int BISECTIONS = 60;

  private double[] fromNs = new double[1_024];
  private double[] toNs = new double[1_024];
  private int size;

  /** Adds a tooth: the age grew from the one to the other, as fast as time. */
  void add(long from, long to) {
    if (size == fromNs.length) {
      fromNs = Arrays.copyOf(fromNs, 2 * size);
      toNs = Arrays.copyOf(toNs, 2 * size);
    }
    fromNs[size] = from;
    toNs[size++] = to;
  }

  void addAll(InformationAge more) {
    for (int i = 0; i < more.size; i++) {
      add((long) more.fromNs[i], (long) more.toNs[i]);
    }
  }

  /** Whether there is any. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Over time, in ns; NaN of nothing. */
  public double meanNs() {
    double area = 0;
    double length = 0;
    for (int i = 0; i < size; i++) {
      double grown = toNs[i] - fromNs[i];
      area += grown * 0.5 * (fromNs[i] + toNs[i]);
      length += grown;
    }
    return area / length;
  }

  /** The highest point, in ns; NaN of nothing. */
  public double peakNs() {
    double peak = Double.NaN;
    for (int i = 0; i < size; i++) {
      peak = Math.max(Double.isNaN(peak) ? 0 : peak, toNs[i]);
    }
    return peak;
  }

  /** The age that is not exceeded for that share of the time, in ns; NaN of nothing. */
  public double percentileNs(double share) {
    double low = 0;
    double high = peakNs();
    double wanted = share * shareBelow(high);
    for (int i = 0; i < BISECTIONS && !Double.isNaN(high); i++) {
      double middle = 0.5 * (low + high);
      if (shareBelow(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Time in ns during which the age is below a bound. */
  private double shareBelow(double bound) {
    double length = 0;
    for (int i = 0; i < size; i++) {
      length += Math.max(0, Math.min(bound, toNs[i]) - fromNs[i]);
    }
    return length;
  }
}
