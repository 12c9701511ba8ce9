package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * The control nearest to a wish under which a linear model of the value does not fall too fast
 * (theory 03.8): c·u ≥ b with c = Gᵀp and b = -γ(V - margin) - p·f + Σ|p·D|ⱼ d̄ⱼ. A proposal only:
 * what it finds still has to pass the look-ahead.
 */
final class Projection {

  private final Robot robot;
  private final double decayRatePerS;
  private final BoxQp qp;
  private final double[] lower;
  private final double[] upper;
  private final double[] disturbanceLower;
  private final double[] disturbanceUpper;
  private final double[] drift;
  private final double[] controlMatrix;
  private final double[] disturbanceMatrix;
  private final double[] normal;

  Projection(Robot robot, double decayRatePerS) {
    this.robot = robot;
    this.decayRatePerS = decayRatePerS;
    int n = robot.states().size();
    lower = bounds(robot.controls(), false);
    upper = bounds(robot.controls(), true);
    disturbanceLower = bounds(robot.disturbances(), false);
    disturbanceUpper = bounds(robot.disturbances(), true);
    qp = new BoxQp(lower.length);
    drift = new double[n];
    controlMatrix = new double[n * lower.length];
    disturbanceMatrix = new double[n * disturbanceLower.length];
    normal = new double[lower.length];
  }

  private static double[] bounds(List<Quantity> sides, boolean up) {
    return sides.stream().mapToDouble(side -> up ? side.upper() : side.lower()).toArray();
  }

  /** Writes the control, or says that the model has none. */
  @HotPath
  boolean project(double[] x, double[] gradient, double reserve, double[] wish, double[] u) {
    robot.drift(x, drift);
    robot.controlMatrix(x, controlMatrix);
    robot.disturbanceMatrix(x, disturbanceMatrix);
    double offset = -decayRatePerS * reserve;
    for (int i = 0; i < drift.length; i++) {
      offset -= gradient[i] * drift[i];
    }
    for (int j = 0; j < disturbanceLower.length; j++) {
      double slope = column(gradient, disturbanceMatrix, j, disturbanceLower.length);
      // min over dⱼ of (p·D)ⱼ dⱼ
      offset -= Math.min(slope * disturbanceLower[j], slope * disturbanceUpper[j]);
    }
    for (int j = 0; j < normal.length; j++) {
      normal[j] = column(gradient, controlMatrix, j, normal.length);
    }
    return qp.solve(wish, normal, offset, lower, upper, u) == BoxQp.Outcome.SOLVED;
  }

  private static double column(double[] p, double[] matrix, int j, int columns) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] * matrix[i * columns + j];
    }
    return sum;
  }
}
