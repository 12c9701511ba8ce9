package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;

/**
 * A robot seen from traffic that moves along x: its first state becomes its place relative to the
 * traffic. By how much the traffic's speed differs from the usual is one disturbance more.
 * Everything else is the robot's own.
 */
final class TrafficFrame implements Robot {

  private final Robot robot;
  private final double trafficMps;
  private final List<Quantity> disturbances;

  TrafficFrame(Robot robot, double trafficMps, Quantity trafficChange) {
    this.robot = robot;
    this.trafficMps = trafficMps;
    List<Quantity> all = new ArrayList<>(robot.disturbances());
    all.add(trafficChange);
    disturbances = List.copyOf(all);
  }

  @Override
  public String name() {
    return robot.name();
  }

  @Override
  public List<Quantity> states() {
    return robot.states();
  }

  @Override
  public List<Quantity> controls() {
    return robot.controls();
  }

  @Override
  public List<Quantity> disturbances() {
    return disturbances;
  }

  @Override
  public void drift(double[] x, double[] f) {
    robot.drift(x, f);
    f[0] -= trafficMps;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    robot.controlMatrix(x, g);
  }

  // ẋ = ẋ_robot - v_traffic - Δv
  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    robot.disturbanceMatrix(x, d);
    int own = robot.disturbances().size();
    // From the last row on, so that nothing is overwritten before it has moved.
    for (int row = states().size() - 1; row >= 0; row--) {
      System.arraycopy(d, row * own, d, row * (own + 1), own);
      d[row * (own + 1) + own] = row == 0 ? -1 : 0;
    }
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    robot.stateJacobian(x, u, d, jacobian);
  }

  @Override
  public void fallback(double[] x, double[] u) {
    robot.fallback(x, u);
  }

  @Override
  public void initialState(double[] x) {
    robot.initialState(x);
  }
}
