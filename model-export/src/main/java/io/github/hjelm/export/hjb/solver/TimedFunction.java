package io.github.hjelm.export.hjb.solver;

/** A number at a time and a state, such as a moving target's l(t, x); called from many threads. */
@FunctionalInterface
public interface TimedFunction {

  /**
   * Its value.
   *
   * @param timeS runs forward, from 0 to the horizon
   */
  double at(double timeS, double[] x);
}
