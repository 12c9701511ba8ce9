package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.HotPath;
import java.util.List;

/**
 * The classical Runge-Kutta method of order 4 with a fixed step; control and disturbance are held
 * over the step. Not thread-safe: one instance per thread.
 */
public final class Rk4 {

  private final StateRate stateRate;
  private final List<Quantity> states;
  private final int n;
  private final double[] k1;
  private final double[] k2;
  private final double[] k3;
  private final double[] k4;
  private final double[] stage;

  public Rk4(Robot robot) {
    stateRate = new StateRate(robot);
    states = robot.states();
    n = states.size();
    k1 = new double[n];
    k2 = new double[n];
    k3 = new double[n];
    k4 = new double[n];
    stage = new double[n];
  }

  /**
   * Writes the state one step later; periodic states come back into their interval.
   *
   * @param next may be {@code x} itself
   */
  @HotPath
  public void step(double[] x, double[] u, double[] d, double stepS, double[] next) {
    // k₁ = ẋ(x), k₂ = ẋ(x + h/2 k₁), k₃ = ẋ(x + h/2 k₂), k₄ = ẋ(x + h k₃)
    stateRate.evaluate(x, u, d, k1);
    advance(x, stepS / 2, k1);
    stateRate.evaluate(stage, u, d, k2);
    advance(x, stepS / 2, k2);
    stateRate.evaluate(stage, u, d, k3);
    advance(x, stepS, k3);
    stateRate.evaluate(stage, u, d, k4);

    // x⁺ = x + h/6 (k₁ + 2k₂ + 2k₃ + k₄)
    for (int i = 0; i < n; i++) {
      double sum = k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i];
      next[i] = states.get(i).wrap(x[i] + stepS / 6 * sum);
    }
  }

  private void advance(double[] x, double stepS, double[] k) {
    for (int i = 0; i < n; i++) {
      stage[i] = x[i] + stepS * k[i];
    }
  }
}
