package io.github.hjelm.controller.config;

/** Where a policy shall run. */
public enum LaneChoice {
  /**
   * Inline where its measured p99 fits the budget, else on a thread of its own. Robots of one beat
   * that fly the same policy inline share calls where that was measured to be faster.
   */
  AUTO,
  /** In the cycle, however long it takes, in a call of its own. */
  INLINE,
  /** In the cycle, however long it takes, in one call with the others of its beat. */
  BATCH,
  /** On a thread of its own, however fast it is. */
  THREAD
}
