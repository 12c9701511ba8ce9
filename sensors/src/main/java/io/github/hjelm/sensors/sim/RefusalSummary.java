package io.github.hjelm.sensors.sim;

import java.util.EnumMap;
import java.util.Map;

/** What was refused since the last summary, in one sentence; at most one per interval. */
final class RefusalSummary {

  private static final GuardOutcome[] OUTCOMES = GuardOutcome.values();

  private final CommandInlet inlet;
  private final long intervalNs;
  private final Map<GuardOutcome, Long> said = new EnumMap<>(GuardOutcome.class);
  private long refusedSaid;
  private boolean spoken;
  private long spokenNs;

  RefusalSummary(CommandInlet inlet, long intervalNs) {
    this.inlet = inlet;
    this.intervalNs = intervalNs;
  }

  boolean isDue(long nowNs) {
    return inlet.refused() != refusedSaid && (!spoken || nowNs - spokenNs >= intervalNs);
  }

  /** The sentence; what it counts is not counted again. */
  String take(long nowNs) {
    spoken = true;
    spokenNs = nowNs;
    refusedSaid = 0;
    StringBuilder text = new StringBuilder("commands refused:");
    for (GuardOutcome outcome : OUTCOMES) {
      if (outcome == GuardOutcome.ACCEPTED) {
        continue;
      }
      long total = inlet.refused(outcome);
      long before = said.getOrDefault(outcome, 0L);
      if (total > before) {
        text.append(' ').append(outcome.name()).append('=').append(total - before);
      }
      said.put(outcome, total);
      refusedSaid += total;
    }
    text.append("; messages so far: ").append(inlet.decoded());
    return text.toString();
  }
}
