package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/** A robot in a world that pushes more, or less, than its model says. */
public record ScaledDisturbance(Robot robot, double factor) implements Robot {

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

  /** About the middle of each side. */
  @Override
  public List<Quantity> disturbances() {
    return robot.disturbances().stream().map(this::scaled).toList();
  }

  private Quantity scaled(Quantity side) {
    double centre = (side.lower() + side.upper()) / 2;
    double half = factor * (side.upper() - side.lower()) / 2;
    return Quantity.bounded(side.name(), side.unit(), centre - half, centre + half);
  }

  @Override
  public void drift(double[] x, double[] f) {
    robot.drift(x, f);
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    robot.controlMatrix(x, g);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    robot.disturbanceMatrix(x, d);
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
