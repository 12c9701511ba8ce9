package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.stats.EarlyStopping;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A percentile with what it stands on.
 *
 * @param name {@code p99.9}
 * @param us in µs; from p99 on the early-stopping estimate, which is at least the percentile with
 *     99 % confidence; NaN with too few samples for any
 * @param n samples
 * @param solid whether ten samples may lie above the estimate
 * @param machineLimited whether the machine alone was as late: the distance from the median is no
 *     more than the control process's own
 */
public record Percentile(String name, double us, long n, boolean solid, boolean machineLimited) {

  private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999, 0.9999};

  /** From here on an order statistic of too few samples would flatter. */
  private static final double ESTIMATED_FROM = 0.99;

  /** p50 to p99.99 and the largest, beside how late the control process was at the same time. */
  static List<Percentile> of(Histogram latencies, Histogram control) {
    List<Percentile> all = new ArrayList<>();
    long n = latencies.getTotalCount();
    double median = at(latencies, 0.5);
    double controlMedian = at(control, 0.5);
    for (double share : SHARES) {
      double us = at(latencies, share);
      boolean limited =
          share >= ESTIMATED_FROM
              && control.getTotalCount() > 0
              && us - median <= at(control, share) - controlMedian;
      String name = "p" + Double.toString(Math.round(share * 1e6) / 1e4).replaceAll("\\.0$", "");
      all.add(new Percentile(name, us, n, EarlyStopping.solid(share, n), limited));
    }
    double most = n == 0 ? Double.NaN : latencies.getMaxValue() / 1e3;
    boolean limited =
        control.getTotalCount() > 0 && most - median <= control.getMaxValue() / 1e3 - controlMedian;
    all.add(new Percentile("max", most, n, false, limited));
    return all;
  }

  private static double at(Histogram histogram, double share) {
    long n = histogram.getTotalCount();
    if (n == 0) {
      return Double.NaN;
    }
    if (share < ESTIMATED_FROM) {
      return histogram.getValueAtPercentile(100 * share) / 1e3;
    }
    long above = EarlyStopping.mayExceed(share, n);
    return above < 0 ? Double.NaN : histogram.getValueAtPercentile(100.0 * (n - above) / n) / 1e3;
  }
}
