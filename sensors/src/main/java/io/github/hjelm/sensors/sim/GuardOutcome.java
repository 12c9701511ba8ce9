package io.github.hjelm.sensors.sim;

/** What the guard made of one command; {@code docs/actuator-guard.md} says it in a table. */
public enum GuardOutcome {
  /** The command is in force. */
  ACCEPTED(0),
  /**
   * The codec did not vouch for it: not a command, damaged, signed wrongly, or for another robot.
   */
  NOT_AUTHENTIC(1),
  /** The broker kept it from the past. */
  RETAINED(2),
  /** An epoch that a newer one, or this robot's restart, has ended. */
  OLD_EPOCH(3),
  /** An epoch so far ahead that accepting it could use up the numbers. */
  EPOCH_JUMP(4),
  /** The dead-man has tripped and latched; only a newer epoch is heard. */
  LATCHED(5),
  /** The sequence that was accepted last. */
  DUPLICATE(6),
  /** A sequence below the one that was accepted last. */
  REORDERED(7),
  /** A validity of zero, below zero, or above what this robot allows. */
  BAD_VALIDITY(8),
  /** It answers an observation that this robot has not made yet. */
  FROM_THE_FUTURE(9),
  /** The observation it answers is older than the command's validity. */
  TOO_OLD(10),
  /** Not one value per motor. */
  WRONG_COUNT(11),
  /** A value is NaN or infinite. */
  NOT_FINITE(12),
  /** A value lies outside its motor's bounds. */
  OUT_OF_BOUNDS(13);

  private final int code;

  GuardOutcome(int code) {
    this.code = code;
  }

  /** The number in ports and test vectors; never reused for another meaning. */
  public int code() {
    return code;
  }
}
