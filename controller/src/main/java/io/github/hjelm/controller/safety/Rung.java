package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.frame.Verdict;

/** The rung of the ladder on which a cycle's control was found: finer than its verdict. */
public enum Rung {
  /** The candidate that the task likes best was certified. */
  FIRST_CANDIDATE(Verdict.PASSED),
  /** Candidates that the task likes better were refused, this one was certified. */
  OTHER_CANDIDATE(Verdict.PASSED),
  /** A candidate was certified after it had been brought into the control box. */
  CLIPPED_CANDIDATE(Verdict.FILTERED),
  /** The nearest control that a linear model of the value allows, certified. */
  PROJECTION(Verdict.FILTERED),
  /** A control between the wish and a safe one, certified. */
  BISECTION(Verdict.FILTERED),
  /** The best corner of the control box, certified. */
  CORNER(Verdict.BACKUP),
  /** The certificate's own action, certified. */
  STORED_ACTION(Verdict.BACKUP),
  /** The robot's own brake, certified. */
  BRAKE(Verdict.BRAKED),
  /** No control could be certified; the one that leaves most is sent. An alarm. */
  UNCERTIFIED(Verdict.BACKUP),
  /**
   * The policy proposed nothing; the robot's own brake or the nearest certified control is sent.
   */
  NO_CANDIDATE(Verdict.HELD_NO_CHUNK),
  /** The policy proposed only what is not a number; the same. */
  BAD_CANDIDATES(Verdict.HELD_POLICY_FAULT),
  /** The estimate is too old or from the future; the robot's own brake is sent unchecked. */
  STALE_ESTIMATE(Verdict.HELD_STALE_OBSERVATION),
  /** The estimate or the last command is not finite; the same. */
  BAD_ESTIMATE(Verdict.HELD_BAD_OBSERVATION),
  /** The certificate knows nothing of this state; the same. */
  OUTSIDE_TABLE(Verdict.HELD_OUTSIDE_TABLE);

  private final Verdict verdict;

  Rung(Verdict verdict) {
    this.verdict = verdict;
  }

  /** What goes out on the wire. */
  public Verdict verdict() {
    return verdict;
  }
}
