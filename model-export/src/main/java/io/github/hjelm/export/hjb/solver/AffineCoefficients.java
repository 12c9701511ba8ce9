package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;

/**
 * The coefficients of a control-affine robot's Hamiltonian with both boxes moved to the origin and
 * scaled to [-1, 1] (theory 01.1): f̃_i = f_i + G_ij u_j + D_ik d_k at the boxes' centres, then
 * G_ij r_j, then D_ik r_k with the half-widths r. Not thread-safe.
 */
final class AffineCoefficients {

  private final Robot robot;
  private final int n;
  private final int m;
  private final int p;
  private final double[] f;
  private final double[] g;
  private final double[] d;
  private final List<Quantity> inputs;

  AffineCoefficients(Robot robot) {
    this.robot = robot;
    n = robot.states().size();
    m = robot.controls().size();
    p = robot.disturbances().size();
    f = new double[n];
    g = new double[n * m];
    d = new double[n * p];
    inputs = new ArrayList<>(robot.controls());
    inputs.addAll(robot.disturbances());
  }

  /** Controls and disturbances together. */
  int inputs() {
    return m + p;
  }

  boolean isControl(int input) {
    return input < m;
  }

  /** How many coefficients there are; number k · n + i is that of input k - 1, or f̃, on axis i. */
  int count() {
    return n * (1 + m + p);
  }

  /** Writes all coefficients at a state. */
  void at(double[] x, double[] coefficients) {
    robot.drift(x, f);
    robot.controlMatrix(x, g);
    robot.disturbanceMatrix(x, d);
    System.arraycopy(f, 0, coefficients, 0, n);
    for (int input = 0; input < m + p; input++) {
      Quantity quantity = inputs.get(input);
      double centre = 0.5 * (quantity.lower() + quantity.upper());
      double radius = 0.5 * (quantity.upper() - quantity.lower());
      for (int i = 0; i < n; i++) {
        double gain = input < m ? g[i * m + input] : d[i * p + input - m];
        coefficients[i] += gain * centre;
        coefficients[(1 + input) * n + i] = gain * radius;
      }
    }
  }
}
