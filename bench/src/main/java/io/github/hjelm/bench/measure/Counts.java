package io.github.hjelm.bench.measure;

/**
 * What became of observations.
 *
 * @param target due
 * @param sent of these
 * @param answered of those that count: sent after the slice had settled
 * @param lost of those that count, without a command before the deadline for replies
 * @param duplicates commands beyond the first for one observation
 * @param reordered commands that came after one for a newer observation of the same robot
 * @param stale commands that came first but answered an observation older than three periods
 * @param missed answered later than the deadline, or lost
 * @param longestMiss the longest run of missed ones of a robot
 */
public record Counts(
    long target,
    long sent,
    long answered,
    long lost,
    long duplicates,
    long reordered,
    long stale,
    long missed,
    long longestMiss) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** A command is stale when its observation is older than so many periods. */
  static final int STALE_PERIODS = 3;

  /** Observations that count. */
  public long counted() {
    return answered + lost;
  }

  /** Share of those that count; NaN of nothing. */
  public double missRatio() {
    return (double) missed / counted();
  }

  Counts plus(Counts more) {
    return new Counts(
        target + more.target,
        sent + more.sent,
        answered + more.answered,
        lost + more.lost,
        duplicates + more.duplicates,
        reordered + more.reordered,
        stale + more.stale,
        missed + more.missed,
        Math.max(longestMiss, more.longestMiss));
  }
}
