package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;
import java.util.List;

/**
 * What drifts over a periodic square with velocity (1, ½) and cannot be steered: its value is a
 * smooth wave that moves, on which a scheme shows its order.
 */
final class SmoothWave implements Robot {

  private static final double[] VELOCITY = {1, 0.5};

  static Grid grid(int count) {
    return new Grid(
        List.of(
            new GridAxis("x", "m", 0, 2 * Math.PI, count, true),
            new GridAxis("y", "m", 0, 2 * Math.PI, count, true)));
  }

  /** V_t + c·∇V = 0 backwards in time: the end value, moved by cT. */
  static double value(double[] x, double timeS) {
    return Math.sin(x[0] + VELOCITY[0] * timeS + x[1] + VELOCITY[1] * timeS);
  }

  @Override
  public String name() {
    return "smooth-wave";
  }

  @Override
  public List<Quantity> states() {
    return List.of(Quantity.unbounded("x", "m"), Quantity.unbounded("y", "m"));
  }

  @Override
  public List<Quantity> controls() {
    return List.of();
  }

  @Override
  public List<Quantity> disturbances() {
    return List.of();
  }

  @Override
  public void drift(double[] x, double[] f) {
    System.arraycopy(VELOCITY, 0, f, 0, f.length);
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    Arrays.fill(g, 0);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    Arrays.fill(d, 0);
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Arrays.fill(jacobian, 0);
  }

  @Override
  public void fallback(double[] x, double[] u) {
    Arrays.fill(u, 0);
  }

  @Override
  public void initialState(double[] x) {
    Arrays.fill(x, 0);
  }
}
