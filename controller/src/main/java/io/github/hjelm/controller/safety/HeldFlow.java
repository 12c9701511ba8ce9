package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.StateRate;

/**
 * φ: where a held control and a held disturbance lead, and where the robot is half-way. One
 * Runge-Kutta step of order 4; the half-way state comes from the same four slopes, to order 3
 * (theory 03.4). The certificate and the filter use this one class, so that both mean the same
 * flow. Not thread-safe: one instance per thread.
 */
public final class HeldFlow {

  private final StateRate rate;
  private final Quantity[] states;
  private final double[] k1;
  private final double[] k2;
  private final double[] k3;
  private final double[] k4;
  private final double[] stage;

  public HeldFlow(Robot robot) {
    rate = new StateRate(robot);
    states = robot.states().toArray(Quantity[]::new);
    int n = states.length;
    k1 = new double[n];
    k2 = new double[n];
    k3 = new double[n];
    k4 = new double[n];
    stage = new double[n];
  }

  /**
   * Writes both states; periodic ones come back into their interval.
   *
   * @param half another array than {@code x}
   * @param end may be {@code x} itself
   */
  @HotPath
  public void hold(double[] x, double[] u, double[] d, double holdS, double[] half, double[] end) {
    rate.evaluate(x, u, d, k1);
    advance(x, holdS / 2, k1);
    rate.evaluate(stage, u, d, k2);
    advance(x, holdS / 2, k2);
    rate.evaluate(stage, u, d, k3);
    advance(x, holdS, k3);
    rate.evaluate(stage, u, d, k4);

    // φ_{h/2} = x + h/24 (5k₁ + 4k₂ + 4k₃ - k₄)
    // φ_h     = x + h/6  (k₁ + 2k₂ + 2k₃ + k₄)
    for (int i = 0; i < states.length; i++) {
      double middle = k2[i] + k3[i];
      half[i] = states[i].wrap(x[i] + holdS / 24 * (5 * k1[i] + 4 * middle - k4[i]));
      end[i] = states[i].wrap(x[i] + holdS / 6 * (k1[i] + 2 * middle + k4[i]));
    }
  }

  private void advance(double[] x, double stepS, double[] k) {
    for (int i = 0; i < states.length; i++) {
      stage[i] = x[i] + stepS * k[i];
    }
  }
}
