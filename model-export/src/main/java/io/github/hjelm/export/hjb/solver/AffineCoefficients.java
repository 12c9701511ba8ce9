package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The coefficients of a control-affine robot's Hamiltonian with both boxes moved to the origin and
 * scaled to [-1, 1] (theory 01.1): f̃_i = f_i + G_ij u_j + D_ik d_k at the boxes' centres, then
 * G_ij r_j, then D_ik r_k with the half-widths r. Not thread-safe.
 */
final class AffineCoefficients implements Coefficients {

  private final Robot robot;
  private final Optional<InputBoxes> boxes;
  private final int n;
  private final int m;
  private final int p;
  private final double[] f;
  private final double[] g;
  private final double[] d;
  private final double[] lower;
  private final double[] upper;

  AffineCoefficients(Robot robot, Optional<InputBoxes> boxes) {
    this.robot = robot;
    this.boxes = boxes;
    n = robot.states().size();
    m = robot.controls().size();
    p = robot.disturbances().size();
    f = new double[n];
    g = new double[n * m];
    d = new double[n * p];
    List<Quantity> inputs = new ArrayList<>(robot.controls());
    inputs.addAll(robot.disturbances());
    lower = inputs.stream().mapToDouble(Quantity::lower).toArray();
    upper = inputs.stream().mapToDouble(Quantity::upper).toArray();
  }

  /** Controls and disturbances together. */
  int inputs() {
    return m + p;
  }

  boolean isControl(int input) {
    return input < m;
  }

  /** Number k · n + i is that of input k - 1, or f̃, on axis i. */
  @Override
  public int count() {
    return n * (1 + m + p);
  }

  @Override
  public void at(double[] x, double[] coefficients) {
    robot.drift(x, f);
    robot.controlMatrix(x, g);
    robot.disturbanceMatrix(x, d);
    boxes.ifPresent(bounds -> ask(bounds, x));
    System.arraycopy(f, 0, coefficients, 0, n);
    for (int input = 0; input < m + p; input++) {
      for (int i = 0; i < n; i++) {
        double gain = input < m ? g[i * m + input] : d[i * p + input - m];
        coefficients[i] += gain * centre(input);
        coefficients[(1 + input) * n + i] = gain * radius(input);
      }
    }
  }

  private void ask(InputBoxes bounds, double[] x) {
    bounds.at(x, lower, upper);
    for (int input = 0; input < m + p; input++) {
      // Written so that NaN is refused.
      if (!(lower[input] <= upper[input])) {
        throw new IllegalArgumentException(
            "input %d lies between %s and %s at %s, but needs its lower bound first"
                .formatted(input, lower[input], upper[input], Arrays.toString(x)));
      }
    }
  }

  /** The middle of an input's bounds at the state last asked for. */
  double centre(int input) {
    return 0.5 * (lower[input] + upper[input]);
  }

  /** Half the width between an input's bounds at the state last asked for. */
  double radius(int input) {
    return 0.5 * (upper[input] - lower[input]);
  }
}
