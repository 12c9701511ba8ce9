package io.github.hjelm.controller.health;

/**
 * From when on something counts as wrong.
 *
 * @param stallPeriods a loop that has had no cycle for more periods than this has stalled,
 * @param leastStallNs but not before this time, so that a short pause of a fast loop is none
 * @param overrideShare of the last ten seconds' commands, between 0 and 1
 */
public record HealthLimits(int stallPeriods, long leastStallNs, double overrideShare) {

  public HealthLimits {
    // Written so that NaN is refused.
    if (!(stallPeriods >= 1 && leastStallNs >= 0 && overrideShare >= 0 && overrideShare <= 1)) {
      throw new IllegalArgumentException(
          ("health limits are at least one period, at least 0 ns and a share between 0 and 1,"
                  + " but are %d, %d and %s")
              .formatted(stallPeriods, leastStallNs, overrideShare));
    }
  }

  /** Twenty periods and half a second; half of the commands. */
  public static HealthLimits usual() {
    return new HealthLimits(20, 500_000_000L, 0.5);
  }

  long stallNs(long periodNs) {
    return Math.max(leastStallNs, stallPeriods * periodNs);
  }
}
