package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** ẋᵢ = f(xᵢ) + u on every axis, with at most one control and one disturbance. */
final class PlainRobot implements Robot {

  private final int n;
  private final DoubleUnaryOperator f;
  private final List<Quantity> states = new ArrayList<>();
  private final List<Quantity> controls;

  private PlainRobot(int n, DoubleUnaryOperator f, List<Quantity> controls) {
    this.n = n;
    this.f = f;
    this.controls = controls;
    for (int i = 0; i < n; i++) {
      states.add(Quantity.unbounded("x" + i, "m"));
    }
  }

  /** Nothing can be done about it. */
  static PlainRobot drifting(int n, DoubleUnaryOperator f) {
    return new PlainRobot(n, f, List.of());
  }

  /** ẋ = u on a line. */
  static PlainRobot pushed(double lower, double upper) {
    return new PlainRobot(1, x -> 0, List.of(Quantity.bounded("u", "m/s", lower, upper)));
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<Quantity> states() {
    return states;
  }

  @Override
  public List<Quantity> controls() {
    return controls;
  }

  @Override
  public List<Quantity> disturbances() {
    return List.of();
  }

  @Override
  public void drift(double[] x, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = f.applyAsDouble(x[i]);
    }
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    Arrays.fill(g, 0, n * controls.size(), 1);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {}

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Arrays.fill(jacobian, Double.NaN);
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
