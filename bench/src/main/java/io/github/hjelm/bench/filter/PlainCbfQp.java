package io.github.hjelm.bench.filter;

import io.github.hjelm.controller.safety.BoxQp;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.verify.HeldController;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;
import java.util.List;

/**
 * The usual control-barrier quadratic program on the value: the control nearest to the wish with V̇
 * ≥ -γV under the worst disturbance, at the instant of the sample. Safe in continuous time, not
 * under a hold; a baseline only.
 */
public final class PlainCbfQp implements HeldController {

  private final Robot robot;
  private final ValueField value;
  private final double decayRatePerS;
  private final List<Quantity> disturbances;
  private final BoxQp qp;
  private final double[] lower;
  private final double[] upper;
  private final double[] gradient;
  private final double[] drift;
  private final double[] controlMatrix;
  private final double[] disturbanceMatrix;
  private final double[] normal;

  public PlainCbfQp(Robot robot, ValueField value, double decayRatePerS) {
    this.robot = robot;
    this.value = value;
    this.decayRatePerS = decayRatePerS;
    disturbances = robot.disturbances();
    lower = robot.controls().stream().mapToDouble(Quantity::lower).toArray();
    upper = robot.controls().stream().mapToDouble(Quantity::upper).toArray();
    qp = new BoxQp(lower.length);
    gradient = new double[robot.states().size()];
    drift = new double[gradient.length];
    controlMatrix = new double[gradient.length * lower.length];
    disturbanceMatrix = new double[gradient.length * disturbances.size()];
    normal = new double[lower.length];
  }

  @Override
  public void control(double[] x, double[] wish, double[] u) {
    double offset = -decayRatePerS * value.valueAndGradient(x, gradient);
    robot.drift(x, drift);
    robot.controlMatrix(x, controlMatrix);
    robot.disturbanceMatrix(x, disturbanceMatrix);
    for (int i = 0; i < drift.length; i++) {
      offset -= gradient[i] * drift[i];
    }
    for (int k = 0; k < disturbances.size(); k++) {
      double slope = column(disturbanceMatrix, k, disturbances.size());
      Quantity push = disturbances.get(k);
      offset -= Math.min(slope * push.lower(), slope * push.upper());
    }
    Arrays.setAll(normal, j -> column(controlMatrix, j, normal.length));
    if (qp.solve(wish, normal, offset, lower, upper, u) == BoxQp.Outcome.INFEASIBLE) {
      Arrays.setAll(u, j -> normal[j] > 0 ? upper[j] : lower[j]);
    }
  }

  private double column(double[] matrix, int j, int columns) {
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      sum += gradient[i] * matrix[i * columns + j];
    }
    return sum;
  }
}
