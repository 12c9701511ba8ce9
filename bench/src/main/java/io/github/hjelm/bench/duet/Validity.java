package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.measure.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Whether the bench itself did its part: it has to have asked when it says that it asked. Whether
 * it was late by itself, or with a machine that delays a mere sleeper as well, is said; late is
 * late.
 */
public final class Validity {

  /** Share of the period that the bench's own delay may reach at its 99th percentile. */
  static final double MAY_DELAY = 0.1;

  private static final double PERCENTILE = 99;

  /**
   * What the bench may exceed in one case of a hundred, a mere sleeper exceeds in half of these.
   */
  private static final double SLEEPERS_PERCENTILE = 99.5;

  private Validity() {}

  /** What was wrong while a contestant had its turns, each in half a sentence. */
  public static List<String> complaints(Contestant contestant, Traffic traffic) {
    List<String> all = new ArrayList<>();
    Counts counts = contestant.all().counts();
    if (counts.sent() < counts.target()) {
      all.add(
          "the bench sent %d of %d observations to %s"
              .formatted(counts.sent(), counts.target(), contestant.name()));
    }
    if (isLate(contestant, traffic)) {
      String who = machineIsLater(contestant) ? "the machine" : "the bench";
      all.add(who + " was late for " + delays(contestant, traffic));
    }
    return all;
  }

  private static boolean isLate(Contestant contestant, Traffic traffic) {
    return contestant.all().slices() > 0 && !(delayNs(contestant) < MAY_DELAY * traffic.periodNs());
  }

  /** Not where nobody knows. */
  private static boolean machineIsLater(Contestant contestant) {
    Histogram control = contestant.all().control();
    return control.getTotalCount() > 0
        && delayNs(contestant) <= control.getValueAtPercentile(SLEEPERS_PERCENTILE);
  }

  private static long delayNs(Contestant contestant) {
    return contestant.all().latencies().publish().getValueAtPercentile(PERCENTILE);
  }

  private static String delays(Contestant contestant, Traffic traffic) {
    return String.format(
        Locale.ROOT,
        "%s: 99 %% of observations left within %.0f µs of %.0f allowed; the control process woke"
            + " within %.0f in 99.5 %%",
        contestant.name(),
        delayNs(contestant) / 1e3,
        MAY_DELAY * traffic.periodNs() / 1e3,
        contestant.all().control().getValueAtPercentile(SLEEPERS_PERCENTILE) / 1e3);
  }
}
