package io.github.hjelm.sensors.sim;

/** How safe a state is; negative means that something has been hit or left. */
@FunctionalInterface
public interface SafetyFunction {

  /** Larger is safer. Allocates nothing and keeps no state. */
  double value(double[] x);
}
