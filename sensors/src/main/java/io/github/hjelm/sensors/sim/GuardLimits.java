package io.github.hjelm.sensors.sim;

/**
 * How patient a guard is. All times are on the robot's monotonic clock.
 *
 * @param deadmanNs how long the motors follow a command when no other is accepted
 * @param maxValidForNs the longest validity that a command may claim
 * @param maxEpochJump how far an epoch may lie above the one before; see {@code
 *     docs/actuator-guard.md}
 * @param latchAfterDeadman whether a tripped dead-man waits for a newer epoch
 * @param lastEpoch the highest epoch accepted in this robot's earlier lives, 0 when unknown
 */
public record GuardLimits(
    long deadmanNs,
    long maxValidForNs,
    long maxEpochJump,
    boolean latchAfterDeadman,
    long lastEpoch) {

  /** Twenty missed cycles at 1 kHz, the patience that industrial arms have. */
  public static final long MIN_DEFAULT_DEADMAN_NS = 20_000_000;

  /** Above this, a command would be answering a world that is gone. */
  public static final long DEFAULT_MAX_VALID_FOR_NS = 1_000_000_000;

  /**
   * A flood of 50,000 forged epochs a second needs years to use up the numbers, and what
   * controllers draw by chance lies far below.
   */
  public static final long DEFAULT_MAX_EPOCH_JUMP = 1L << 20;

  public GuardLimits {
    if (deadmanNs < 1) {
      throw new IllegalArgumentException("dead-man time " + deadmanNs + " ns is below 1 ns");
    }
    if (maxValidForNs < 1) {
      throw new IllegalArgumentException("maximum validity " + maxValidForNs + " ns is below 1 ns");
    }
    if (maxEpochJump < 1) {
      throw new IllegalArgumentException("maximum epoch jump " + maxEpochJump + " is below 1");
    }
    if (lastEpoch < 0) {
      throw new IllegalArgumentException("last epoch " + lastEpoch + " is below 0");
    }
  }

  /** The defaults for a control period: two commands may be missed, or 20 ms pass. */
  public static GuardLimits forPeriod(long periodNs) {
    return new GuardLimits(
        defaultDeadmanNs(periodNs), DEFAULT_MAX_VALID_FOR_NS, DEFAULT_MAX_EPOCH_JUMP, false, 0);
  }

  /** The larger of 20 ms and 2.5 control periods. */
  public static long defaultDeadmanNs(long periodNs) {
    return Math.max(MIN_DEFAULT_DEADMAN_NS, periodNs / 2 * 5);
  }
}
