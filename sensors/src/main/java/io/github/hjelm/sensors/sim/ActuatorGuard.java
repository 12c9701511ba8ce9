package io.github.hjelm.sensors.sim;

/**
 * Stands in front of the motors and lets through only what is authentic, in order, fresh and inside
 * the bounds; falls back by itself when commands stop.
 *
 * <p>This class is meant to be carried line by line to a motor controller: it imports nothing,
 * allocates nothing after its constructor, reads no clock and knows no threads (one caller at a
 * time). The contract, the decision table and the test vectors are in {@code
 * docs/actuator-guard.md}; {@code ports/c/actuator_guard.h} is the same in C.
 */
public final class ActuatorGuard {

  private static final GuardOutcome[] OUTCOMES = GuardOutcome.values();

  private final double[] lower;
  private final double[] upper;
  private final GuardLimits limits;
  private final double[] held;
  private final long[] counts = new long[OUTCOMES.length];

  private GuardState state = GuardState.WAITING;

  /** The highest epoch ever accepted. */
  private long commandEpoch;

  /** Whether {@link #commandEpoch} may still send: not one of an earlier life, not latched. */
  private boolean epochOpen;

  private long sequence;
  private long observationStampNs;
  private long validForNs;
  private long acceptedNs;
  private long deadmanTrips;
  private long correctedFallbacks;

  /**
   * @param lower the least that each motor may be told, finite
   * @param upper the most
   */
  public ActuatorGuard(double[] lower, double[] upper, GuardLimits limits) {
    if (lower.length != upper.length || lower.length == 0) {
      throw new IllegalArgumentException(
          lower.length
              + " lower and "
              + upper.length
              + " upper bounds; give one of each per motor");
    }
    for (int i = 0; i < lower.length; i++) {
      // Written so that NaN is refused.
      if (!(Double.isFinite(lower[i]) && Double.isFinite(upper[i]) && lower[i] <= upper[i])) {
        throw new IllegalArgumentException(
            "motor " + i + ": [" + lower[i] + ", " + upper[i] + "] is not a finite interval");
      }
    }
    this.lower = lower.clone();
    this.upper = upper.clone();
    this.limits = limits;
    this.held = new double[lower.length];
    this.commandEpoch = limits.lastEpoch();
  }

  /**
   * Judges one command. A refused command changes nothing but its counter.
   *
   * @param nowNs the robot's monotonic clock
   * @param authentic whether the codec vouches for it; if not, nothing else is looked at
   * @param retained whether the broker kept it from the past
   * @param stop whether its verdict is stop; a stop is never too late and its values are not read
   * @param commandStampNs the stamp of the observation it answers, made by this robot's clock
   * @param values at least {@code valueCount} numbers, read only when that is the number of motors
   */
  public GuardOutcome offer(
      long nowNs,
      boolean authentic,
      boolean retained,
      boolean stop,
      long epoch,
      long commandSequence,
      long commandStampNs,
      long commandValidForNs,
      double[] values,
      int valueCount) {
    observeTime(nowNs);
    GuardOutcome outcome = judgeSender(authentic, retained, epoch, commandSequence);
    if (outcome == GuardOutcome.ACCEPTED && !stop) {
      outcome = judgeAge(nowNs - commandStampNs, commandValidForNs);
    }
    if (outcome == GuardOutcome.ACCEPTED && !stop) {
      outcome = judgeValues(values, valueCount);
    }
    counts[outcome.code()]++;
    if (outcome != GuardOutcome.ACCEPTED) {
      return outcome;
    }
    commandEpoch = epoch;
    epochOpen = true;
    sequence = commandSequence;
    acceptedNs = nowNs;
    if (stop) {
      state = GuardState.STOPPED;
      return outcome;
    }
    observationStampNs = commandStampNs;
    validForNs = commandValidForNs;
    for (int i = 0; i < held.length; i++) {
      held[i] = values[i];
    }
    state = GuardState.DRIVING;
    return outcome;
  }

  /**
   * Writes what the motors get now: the command in force, or the fallback. Called every control
   * period, after the commands of that period were offered.
   *
   * @param fallback one value per motor, what the robot does by itself in its present state
   * @param motors one value per motor, always finite and inside the bounds
   */
  public GuardState apply(long nowNs, double[] fallback, double[] motors) {
    observeTime(nowNs);
    for (int i = 0; i < held.length; i++) {
      motors[i] = state == GuardState.DRIVING ? held[i] : corrected(fallback[i], i);
    }
    return state;
  }

  /**
   * As new, with the present epoch as the last of an earlier life; the counts go on. For robots
   * that are switched off and on without being made anew; a port is simply started again.
   */
  public void restart() {
    state = GuardState.WAITING;
    epochOpen = false;
  }

  /** What the motors were last told to follow. */
  public GuardState state() {
    return state;
  }

  /** The highest epoch accepted in this and earlier lives. */
  public long commandEpoch() {
    return commandEpoch;
  }

  public long count(GuardOutcome outcome) {
    return counts[outcome.code()];
  }

  public long deadmanTrips() {
    return deadmanTrips;
  }

  /** Fallback values that had to be moved into the bounds: a fault of the caller. */
  public long correctedFallbacks() {
    return correctedFallbacks;
  }

  /** Leaves DRIVING when the command has expired, and everything when nobody was heard. */
  private void observeTime(long nowNs) {
    boolean accepted = state != GuardState.WAITING && state != GuardState.SILENT;
    if (!accepted) {
      return;
    }
    // Differences, never instants: they stay right when the clock's 64 bits wrap. A difference
    // below zero means a clock that ran backwards, and trips as silence does.
    long silenceNs = nowNs - acceptedNs;
    boolean heard = silenceNs >= 0 && silenceNs < limits.deadmanNs();
    if (!heard) {
      state = GuardState.SILENT;
      epochOpen = !limits.latchAfterDeadman();
      deadmanTrips++;
      return;
    }
    long ageNs = nowNs - observationStampNs;
    boolean valid = ageNs >= 0 && ageNs <= validForNs;
    if (state == GuardState.DRIVING && !valid) {
      state = GuardState.EXPIRED;
    }
  }

  private GuardOutcome judgeSender(
      boolean authentic, boolean retained, long epoch, long commandSequence) {
    if (!authentic) {
      return GuardOutcome.NOT_AUTHENTIC;
    }
    if (retained) {
      return GuardOutcome.RETAINED;
    }
    if (epoch < commandEpoch) {
      return GuardOutcome.OLD_EPOCH;
    }
    if (epoch > commandEpoch) {
      // Both are at least zero, so the difference cannot overflow.
      boolean near = epoch - commandEpoch <= limits.maxEpochJump();
      return near ? GuardOutcome.ACCEPTED : GuardOutcome.EPOCH_JUMP;
    }
    if (!epochOpen) {
      return state == GuardState.WAITING ? GuardOutcome.OLD_EPOCH : GuardOutcome.LATCHED;
    }
    if (commandSequence == sequence) {
      return GuardOutcome.DUPLICATE;
    }
    return commandSequence > sequence ? GuardOutcome.ACCEPTED : GuardOutcome.REORDERED;
  }

  private GuardOutcome judgeAge(long ageNs, long commandValidForNs) {
    if (commandValidForNs < 1 || commandValidForNs > limits.maxValidForNs()) {
      return GuardOutcome.BAD_VALIDITY;
    }
    if (ageNs < 0) {
      return GuardOutcome.FROM_THE_FUTURE;
    }
    return ageNs <= commandValidForNs ? GuardOutcome.ACCEPTED : GuardOutcome.TOO_OLD;
  }

  private GuardOutcome judgeValues(double[] values, int valueCount) {
    if (valueCount != held.length) {
      return GuardOutcome.WRONG_COUNT;
    }
    for (int i = 0; i < valueCount; i++) {
      if (!Double.isFinite(values[i])) {
        return GuardOutcome.NOT_FINITE;
      }
    }
    for (int i = 0; i < valueCount; i++) {
      boolean inside = values[i] >= lower[i] && values[i] <= upper[i];
      if (!inside) {
        return GuardOutcome.OUT_OF_BOUNDS;
      }
    }
    return GuardOutcome.ACCEPTED;
  }

  /**
   * The fallback cannot be refused, for there is nothing behind it; NaN becomes the value nearest
   * zero.
   */
  private double corrected(double value, int i) {
    boolean inside = value >= lower[i] && value <= upper[i];
    if (inside) {
      return value;
    }
    correctedFallbacks++;
    double number = Double.isNaN(value) ? 0.0 : value;
    if (number < lower[i]) {
      return lower[i];
    }
    return number > upper[i] ? upper[i] : number;
  }
}
