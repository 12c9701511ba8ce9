package io.github.hjelm.controller.policy;

/** How one call of a {@link FewStepSampler} ended. */
public enum SampleOutcome {
  /** The candidates are written; whether they are finite is for the reader to see. */
  SAMPLED,
  /** The engine reported an error; the answer is what it was before. */
  FAILED,
  /** The engine answered another number of floats than it was made for; nothing was written. */
  WRONG_SIZE
}
