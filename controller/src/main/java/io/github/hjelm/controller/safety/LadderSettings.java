package io.github.hjelm.controller.safety;

/**
 * How far down a stage may go before it stops.
 *
 * @param maxBlindS how old the last usable observation may be while the brake is driven by
 *     prediction; older is a stop
 * @param maxUnvouchedCycles how many commands in a row may leave that nothing vouches for; one more
 *     is a stop
 * @param onMismatch what a robot that does not move as its model leads to
 * @param monitor when it counts as such
 */
public record LadderSettings(
    double maxBlindS, int maxUnvouchedCycles, MismatchRule onMismatch, MonitorSettings monitor) {

  public LadderSettings {
    // Written so that NaN is refused.
    if (!(maxBlindS >= 0 && maxBlindS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the time without an observation must be a number of at least 0, but is " + maxBlindS);
    }
    if (maxUnvouchedCycles < 0) {
      throw new IllegalArgumentException(
          "the number of commands that nothing vouches for must be at least 0, but is "
              + maxUnvouchedCycles);
    }
  }

  /** Ten holds without sight, five commands without a voucher, and a stop on a mismatch. */
  public static LadderSettings of(double holdS) {
    return new LadderSettings(10 * holdS, 5, MismatchRule.STOP, MonitorSettings.of(holdS));
  }

  /** The same with another time without sight. */
  public LadderSettings withMaxBlind(double seconds) {
    return new LadderSettings(seconds, maxUnvouchedCycles, onMismatch, monitor);
  }

  /** The same with another number of commands that nothing vouches for. */
  public LadderSettings withMaxUnvouched(int cycles) {
    return new LadderSettings(maxBlindS, cycles, onMismatch, monitor);
  }

  /** The same with another answer to a mismatch. */
  public LadderSettings with(MismatchRule rule) {
    return new LadderSettings(maxBlindS, maxUnvouchedCycles, rule, monitor);
  }

  /** The same with another monitor. */
  public LadderSettings with(MonitorSettings settings) {
    return new LadderSettings(maxBlindS, maxUnvouchedCycles, onMismatch, settings);
  }
}
