package io.github.hjelm.export.hjb.solver;

/** Several numbers at a state, computed together. Not thread-safe. */
interface Coefficients {

  int count();

  void at(double[] x, double[] out);
}
