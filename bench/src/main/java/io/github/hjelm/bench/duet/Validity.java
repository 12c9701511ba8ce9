package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.measure.Counts;
import io.github.hjelm.bench.measure.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the bench itself did its part: it has to have asked when it says that it asked. */
public final class Validity {

  /** Share of the period that the bench's own delay may reach at its 99th percentile. */
  static final double MAY_DELAY = 0.1;

  private Validity() {}

  /** What was wrong while a contestant had its turns, each in half a sentence. */
  public static List<String> complaints(Contestant contestant, Traffic traffic) {
    List<String> all = new ArrayList<>();
    Tally tally = contestant.all();
    Counts counts = tally.counts();
    if (counts.sent() < counts.target()) {
      all.add(
          "the bench sent %d of %d observations to %s"
              .formatted(counts.sent(), counts.target(), contestant.name()));
    }
    long delayNs = tally.latencies().publish().getValueAtPercentile(99);
    if (tally.slices() > 0 && !(delayNs < MAY_DELAY * traffic.periodNs())) {
      all.add(
          String.format(
              Locale.ROOT,
              "the bench was late for %s: 99 %% of observations left within %.0f µs of %.0f"
                  + " allowed; the control process woke within %.0f",
              contestant.name(),
              delayNs / 1e3,
              MAY_DELAY * traffic.periodNs() / 1e3,
              tally.control().getValueAtPercentile(99) / 1e3));
    }
    return all;
  }
}
