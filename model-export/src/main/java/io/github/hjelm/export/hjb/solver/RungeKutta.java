package io.github.hjelm.export.hjb.solver;

/**
 * Steps in time that are convex mixtures of Euler steps, so that they add no oscillation of their
 * own (theory 01.11). Stage s gives a V + (1 - a) E(W), with W the stage before.
 */
public enum RungeKutta {
  FIRST(1, 1, 1, 0, 0),
  SECOND(2, 2, 1, 1.0 / 2, 0),
  THIRD(3, 3, 1, 3.0 / 4, 1.0 / 3),
  /**
   * Order three in four Euler steps of half the length, so that its steps may be twice as long as
   * those of {@link #THIRD}: a third less work for the same time.
   */
  THIRD_LONG(3, 4, 2, 0, 2.0 / 3);

  private final int order;
  private final int stages;
  private final double reach;
  private final double secondShare;
  private final double thirdShare;

  RungeKutta(int order, int stages, double reach, double secondShare, double thirdShare) {
    this.order = order;
    this.stages = stages;
    this.reach = reach;
    this.secondShare = secondShare;
    this.thirdShare = thirdShare;
  }

  /** The declared order. */
  public int order() {
    return order;
  }

  /** How many Euler steps it takes. */
  public int stages() {
    return stages;
  }

  /** How many of its Euler steps are as long as the whole step. */
  public double reach() {
    return reach;
  }

  /** How far into the step a stage's values lie, as a share of the step. */
  public double stageTime(int stage) {
    double from = stage == 0 ? 0 : stageTime(stage - 1);
    return (1 - oldShare(stage)) * (from + 1 / reach);
  }

  /** The share a of the old values in a stage. */
  public double oldShare(int stage) {
    return stage == 1 ? secondShare : stage == 2 ? thirdShare : 0;
  }
}
