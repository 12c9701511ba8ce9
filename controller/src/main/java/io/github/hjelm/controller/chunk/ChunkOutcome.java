package io.github.hjelm.controller.chunk;

/** What became of a sampling's answer. */
public enum ChunkOutcome {
  /** At least one candidate is finite; the answer replaces the candidates before. */
  JOINED,
  /** All its actions were overtaken by what was executed while it was made. */
  OVERTAKEN,
  /** It answers an older observation than the answer before it, or one from before a clearing. */
  OUTDATED,
  /** It was begun for an action that this schedule has not come to: it was made for another. */
  FROM_THE_FUTURE,
  /** Its actions are later than they may be. */
  LATE,
  /** No candidate is finite throughout. */
  NOT_FINITE,
  /** It has another number of floats than the schedule was made for. */
  WRONG_SIZE;

  /** Whether the policy is to blame, not the time that it took. */
  public boolean isPolicyFault() {
    return this == NOT_FINITE || this == WRONG_SIZE;
  }
}
