package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.stats.Interval;

/**
 * Ours over another, round by round.
 *
 * @param ours whose figure stands above
 * @param other whose stands below
 * @param what {@code service p50}
 * @param interval the median ratio and its 95 % interval
 */
public record RatioLine(String ours, String other, String what, Interval interval) {

  /** The figure that decides. */
  public static final String HEADLINE = "service p50";

  /** What may be said of it. */
  public String verdict() {
    if (Double.isNaN(interval.ratio())) {
      return "too few rounds";
    }
    if (interval.smaller()) {
      return ours + " is faster";
    }
    return interval.larger() ? other + " is faster" : "no difference shown";
  }
}
