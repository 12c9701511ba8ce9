package io.github.hjelm.export.hjb.solver;

/** A number at a state, such as the clearance l(x); called from several threads. */
@FunctionalInterface
public interface NodeFunction {
  double at(double[] x);
}
