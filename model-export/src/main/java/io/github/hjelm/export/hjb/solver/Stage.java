package io.github.hjelm.export.hjb.solver;

/** One stage of a step: to = share · old + (1 - share) · E(from), within bounds. */
final class Stage {

  private final double[][] old;
  private final double[][] from;
  private final double[][] to;
  private final RungeKutta scheme;
  private final int number;
  private final double beganS;
  private final double stepS;
  private final double horizonS;

  /**
   * A stage.
   *
   * @param old V at the step's begin
   * @param number 0 for the first stage
   * @param beganS how far before the end the step begins
   */
  Stage(
      double[][] old,
      double[][] from,
      double[][] to,
      RungeKutta scheme,
      int number,
      double beganS,
      double stepS,
      double horizonS) {
    this.old = old;
    this.from = from;
    this.to = to;
    this.scheme = scheme;
    this.number = number;
    this.beganS = beganS;
    this.stepS = stepS;
    this.horizonS = horizonS;
  }

  double[] old(int line) {
    return old[line];
  }

  double[][] from() {
    return from;
  }

  double[] to(int line) {
    return to[line];
  }

  double share() {
    return scheme.oldShare(number);
  }

  /** How long E's step is. */
  double eulerS() {
    return stepS / scheme.reach();
  }

  /** How long the whole step is. */
  double stepS() {
    return stepS;
  }

  /** How far before the end the step begins. */
  double beganS() {
    return beganS;
  }

  /** When the stage's values hold, running forward from 0 to the horizon. */
  double timeS() {
    return horizonS - beganS - stepS * scheme.stageTime(number);
  }

  /** Whether its values are the step's result. */
  boolean last() {
    return number == scheme.stages() - 1;
  }
}
