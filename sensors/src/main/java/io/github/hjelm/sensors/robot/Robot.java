package io.github.hjelm.sensors.robot;

import java.util.List;

/**
 * A control-affine robot: ẋ = f(x) + G(x)u + D(x)d.
 *
 * <p>Here n states, m controls and p disturbances. Vectors are arrays in the order of the quantity
 * lists; matrices are row-major. Methods write every entry of their output, read no clock, keep no
 * state and allocate nothing, so one instance serves any number of threads.
 */
public interface Robot {

  /** The model's name, as on the command line. */
  String name();

  /** The states x, in order. */
  List<Quantity> states();

  /** The controls u, with finite bounds: the box that a motor can deliver. */
  List<Quantity> controls();

  /** The disturbances d, with finite bounds d̄; empty when the model has none. */
  List<Quantity> disturbances();

  /** Writes f(x), n entries. */
  void drift(double[] x, double[] f);

  /** Writes G(x), n × m. */
  void controlMatrix(double[] x, double[] g);

  /** Writes D(x), n × p. */
  void disturbanceMatrix(double[] x, double[] d);

  /** Writes ∂ẋ/∂x at (x, u, d), n × n. */
  void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian);

  /**
   * Writes the control that the robot applies by itself when commands stop: brake, hover, hold. It
   * must lie in the control box and is a best effort, not a certificate.
   */
  void fallback(double[] x, double[] u);

  /** A state from which a demonstration starts. */
  void initialState(double[] x);
}
