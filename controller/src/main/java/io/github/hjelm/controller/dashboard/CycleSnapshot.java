package io.github.hjelm.controller.dashboard;

/** One cycle's numbers, in memory that is used again; belongs to whom the board says. */
final class CycleSnapshot {

  /** No plan flies: the command is an override. */
  static final int NONE_CHOSEN = -1;

  final double[] state;
  final double[] control;
  final float[] plans;
  long nowNs;
  double margin;
  int planCount;
  int chosen;

  /** One bit for each plan. */
  long refused;

  CycleSnapshot(int states, int controls, int planNumbers) {
    state = new double[states];
    control = new double[controls];
    plans = new float[planNumbers];
  }
}
