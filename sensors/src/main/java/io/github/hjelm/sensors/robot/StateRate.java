package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.HotPath;

/** Evaluates ẋ = f(x) + G(x)u + D(x)d. Not thread-safe: one instance per thread. */
public final class StateRate {

  private final Robot robot;
  private final int n;
  private final int m;
  private final int p;
  private final double[] controlMatrix;
  private final double[] disturbanceMatrix;

  public StateRate(Robot robot) {
    this.robot = robot;
    n = robot.states().size();
    m = robot.controls().size();
    p = robot.disturbances().size();
    controlMatrix = new double[n * m];
    disturbanceMatrix = new double[n * p];
  }

  /** Writes ẋ, n entries; the output must be another array than x. */
  @HotPath
  public void evaluate(double[] x, double[] u, double[] d, double[] rate) {
    robot.drift(x, rate);
    robot.controlMatrix(x, controlMatrix);
    robot.disturbanceMatrix(x, disturbanceMatrix);
    for (int i = 0; i < n; i++) {
      double sum = rate[i];
      for (int j = 0; j < m; j++) {
        sum += controlMatrix[i * m + j] * u[j];
      }
      for (int k = 0; k < p; k++) {
        sum += disturbanceMatrix[i * p + k] * d[k];
      }
      rate[i] = sum;
    }
  }
}
