package io.github.hjelm.bench.latency;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A whole distribution, for a plot over 1/(1 − p).
 *
 * @param oneInN 10 means p90, 1000 means p99.9
 * @param us the latency that one in so many exceeds
 */
public record Spectrum(List<Double> oneInN, List<Double> us) {

  private static final double STEPS_PER_DECADE = 10;

  static Spectrum of(Histogram histogram) {
    List<Double> oneInN = new ArrayList<>();
    List<Double> us = new ArrayList<>();
    for (int i = 0; Math.pow(10, i / STEPS_PER_DECADE) <= histogram.getTotalCount(); i++) {
      double one = Math.pow(10, i / STEPS_PER_DECADE);
      oneInN.add(one);
      us.add(histogram.getValueAtPercentile(100 * (1 - 1 / one)) / 1e3);
    }
    return new Spectrum(oneInN, us);
  }
}
