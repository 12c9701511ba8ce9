package io.github.hjelm.export.hjb.monotone;

/** Dynamics under one of finitely many controls, held over a step of fixed length. */
public interface HeldControl {

  /** How many controls there are. */
  int controls();

  /** How long one is held, in s. */
  double stepS();

  /** Writes the state after the step and answers the cost rate at its start. */
  double step(double[] x, int control, double[] next);
}
