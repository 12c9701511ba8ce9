package io.github.hjelm.controller.observe;

import io.github.hjelm.sensors.frame.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How a robot's sensors stand at one moment, from good to worst; of several sensors the worst
 * counts.
 */
public enum Freshness {
  /** Every state is known, recent and plausible. */
  READY(null),
  /** A noisy sensor said the same, bit for bit, for longer than it can: what it says is old. */
  FROZEN(Verdict.HELD_STALE_OBSERVATION),
  /** A reading is older than its limit, or lies as far in the future as that. */
  STALE(Verdict.HELD_STALE_OBSERVATION),
  /** A value is not finite or farther out of bounds than the margin. */
  BAD(Verdict.HELD_BAD_OBSERVATION),
  /** A sensor was not heard since the start, or since another one began a new epoch. */
  MISSING(Verdict.HELD_BAD_OBSERVATION);

  private final @Nullable Verdict verdict;

  Freshness(@Nullable Verdict verdict) {
    this.verdict = verdict;
  }

  /** The verdict of a cycle that finds its sensors so, or null when it may go on. */
  public @Nullable Verdict verdict() {
    return verdict;
  }
}
