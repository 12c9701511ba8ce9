package io.github.hjelm.controller.config;

/** Where a policy shall run. */
public enum LaneChoice {
  /** Inline where its measured p99 fits the budget, else on a thread of its own. */
  AUTO,
  /** In the cycle, however long it takes. */
  INLINE,
  /** On a thread of its own, however fast it is. */
  THREAD
}
