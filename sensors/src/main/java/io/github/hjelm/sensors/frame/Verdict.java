package io.github.hjelm.sensors.frame;

import org.jspecify.annotations.Nullable;

/**
 * Why a command is what it is. Every command carries exactly one; the list is at once the wire
 * field, the metric label and the dashboard legend.
 */
public enum Verdict {
  /** The candidate with the best rank was certified and is sent unchanged. */
  PASSED(0),
  /** No candidate was certified as proposed; the nearest certified control is sent. */
  FILTERED(1),
  /** The best corner of the control box, or the stored backup action, is sent. */
  BACKUP(2),
  /** The certified brake is sent. */
  BRAKED(3),
  /** A person or a script drives; no policy was asked. */
  OPERATOR(4),
  /** Held: the newest observation is too old. */
  HELD_STALE_OBSERVATION(16),
  /** Held: the observation is incomplete, not finite or out of range. */
  HELD_BAD_OBSERVATION(17),
  /** Held: no action chunk covers this cycle. */
  HELD_NO_CHUNK(18),
  /** Held: the policy failed or returned something that is not finite. */
  HELD_POLICY_FAULT(19),
  /** Held: the state lies outside the value table. */
  HELD_OUTSIDE_TABLE(20),
  /** Held: the cycle itself failed. */
  HELD_CYCLE_FAULT(21),
  /** Stopped and latched until an operator clears it. */
  STOPPED(32);

  private static final Verdict[] BY_CODE = new Verdict[256];

  static {
    for (Verdict verdict : values()) {
      BY_CODE[verdict.code] = verdict;
    }
  }

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  /** The byte on the wire; never reused for another meaning. */
  public int code() {
    return code;
  }

  /** The verdict behind a wire byte, or null when this version does not know it. */
  public static @Nullable Verdict ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
