package io.github.hjelm.export.hjb.solver;

/**
 * Steps in time that are convex mixtures of Euler steps, so that they add no oscillation of their
 * own (theory 01.11). Stage s gives a V + (1 - a) E(W), with W the stage before.
 */
public enum RungeKutta {
  FIRST(1, 0),
  SECOND(2, 1.0 / 2),
  THIRD(3, 3.0 / 4);

  private static final double THIRD_STAGE_SHARE = 1.0 / 3;

  private final int stages;
  private final double secondStageShare;

  RungeKutta(int stages, double secondStageShare) {
    this.stages = stages;
    this.secondStageShare = secondStageShare;
  }

  /** How many Euler steps it takes, which is its declared order too. */
  public int stages() {
    return stages;
  }

  /** The share a of the old values in a stage. */
  public double oldShare(int stage) {
    return stage == 0 ? 0 : stage == 1 ? secondStageShare : THIRD_STAGE_SHARE;
  }
}
