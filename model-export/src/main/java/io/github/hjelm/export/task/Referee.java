package io.github.hjelm.export.task;

/** Follows one attempt, period by period, and says how it stands. Belongs to one attempt. */
public interface Referee {

  /** How an attempt stands. */
  enum Standing {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /**
   * Sees one control period.
   *
   * @param before the state when it began
   * @param u what was applied
   * @param after the state when it ended
   */
  Standing see(double[] before, double[] u, double[] after);

  /** Which of {@link Task#modes()} it was; only after it succeeded. */
  int mode();
}
