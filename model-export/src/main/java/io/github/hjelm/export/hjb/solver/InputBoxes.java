package io.github.hjelm.export.hjb.solver;

/** Bounds of controls and disturbances that depend on the state; called from many threads. */
@FunctionalInterface
public interface InputBoxes {

  /** Writes the bounds at a state: all controls, then all disturbances. */
  void at(double[] x, double[] lower, double[] upper);
}
