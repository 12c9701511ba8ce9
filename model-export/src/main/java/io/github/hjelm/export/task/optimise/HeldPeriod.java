package io.github.hjelm.export.task.optimise;

import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.StateRate;
import java.util.Arrays;

/**
 * One control period, the control held: where it leads, and the exact derivatives of the
 * Runge-Kutta step that says so (theory 05.3). Angles are not wrapped; nothing disturbs. Not
 * thread-safe.
 */
final class HeldPeriod {

  /** How far into the period each slope is taken, and its weight in the sum, times 6. */
  private static final double[] REACH = {0, 0.5, 0.5, 1};

  private static final double[] WEIGHT = {1, 2, 2, 1};

  private final Robot robot;
  private final StateRate stateRate;
  private final double periodS;
  private final int n;
  private final int m;
  private final double[] d;
  private final double[] slope;
  private final double[] stage;
  private final double[] jacobian;
  private final double[] gain;
  private final double[] stageByX;
  private final double[] stageByU;
  private final double[] slopeByX;
  private final double[] slopeByU;

  HeldPeriod(Robot robot, double periodS) {
    this.robot = robot;
    this.periodS = periodS;
    stateRate = new StateRate(robot);
    n = robot.states().size();
    m = robot.controls().size();
    d = new double[robot.disturbances().size()];
    slope = new double[n];
    stage = new double[n];
    jacobian = new double[n * n];
    gain = new double[n * m];
    stageByX = new double[n * n];
    stageByU = new double[n * m];
    slopeByX = new double[n * n];
    slopeByU = new double[n * m];
  }

  /** Writes the state at the end; the output must be another array than x. */
  void step(double[] x, double[] u, double[] next) {
    System.arraycopy(x, 0, next, 0, n);
    Arrays.fill(slope, 0);
    for (int s = 0; s < REACH.length; s++) {
      moveTo(x, s);
      stateRate.evaluate(stage, u, d, slope);
      addScaled(next, WEIGHT[s] * periodS / 6, slope);
    }
  }

  // With Sₛ = x + cₛ h kₛ₋₁ the stages and J, G the robot's derivatives there:
  //   ∂kₛ/∂x = J (1 + cₛ h ∂kₛ₋₁/∂x)     ∂kₛ/∂u = J cₛ h ∂kₛ₋₁/∂u + G
  /** Writes the derivatives of the end by x, n × n, and by u, n × m. */
  void linearise(double[] x, double[] u, double[] byX, double[] byU) {
    Arrays.fill(byX, 0);
    Arrays.fill(byU, 0);
    Arrays.fill(slope, 0);
    Arrays.fill(slopeByX, 0);
    Arrays.fill(slopeByU, 0);
    addIdentity(byX);
    for (int s = 0; s < REACH.length; s++) {
      moveTo(x, s);
      setScaled(stageByX, REACH[s] * periodS, slopeByX);
      addIdentity(stageByX);
      setScaled(stageByU, REACH[s] * periodS, slopeByU);
      robot.stateJacobian(stage, u, d, jacobian);
      robot.controlMatrix(stage, gain);
      stateRate.evaluate(stage, u, d, slope);
      Arrays.fill(slopeByX, 0);
      RowMajor.addProduct(jacobian, stageByX, n, n, n, slopeByX);
      System.arraycopy(gain, 0, slopeByU, 0, n * m);
      RowMajor.addProduct(jacobian, stageByU, n, n, m, slopeByU);
      addScaled(byX, WEIGHT[s] * periodS / 6, slopeByX);
      addScaled(byU, WEIGHT[s] * periodS / 6, slopeByU);
    }
  }

  private void moveTo(double[] x, int s) {
    for (int i = 0; i < n; i++) {
      stage[i] = x[i] + REACH[s] * periodS * slope[i];
    }
  }

  private void addIdentity(double[] matrix) {
    for (int i = 0; i < n; i++) {
      matrix[i * n + i] += 1;
    }
  }

  private static void setScaled(double[] out, double factor, double[] in) {
    for (int i = 0; i < out.length; i++) {
      out[i] = factor * in[i];
    }
  }

  private static void addScaled(double[] out, double factor, double[] in) {
    for (int i = 0; i < in.length; i++) {
      out[i] += factor * in[i];
    }
  }
}
