package io.github.hjelm.sensors.robot;

import java.util.Arrays;
import java.util.List;

/** What every model in this package shares: its name and its quantities. */
abstract class ModelledRobot implements Robot {

  private final String name;
  private final List<Quantity> states;
  private final List<Quantity> controls;
  private final List<Quantity> disturbances;

  ModelledRobot(
      String name, List<Quantity> states, List<Quantity> controls, List<Quantity> disturbances) {
    this.name = name;
    this.states = List.copyOf(states);
    this.controls = List.copyOf(controls);
    this.disturbances = List.copyOf(disturbances);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<Quantity> states() {
    return states;
  }

  @Override
  public final List<Quantity> controls() {
    return controls;
  }

  @Override
  public final List<Quantity> disturbances() {
    return disturbances;
  }

  /** Sets an n × columns matrix to zero. */
  final void clear(double[] matrix, int columns) {
    Arrays.fill(matrix, 0, states.size() * columns, 0.0);
  }

  /** A control inside its box, whatever the state was, NaN included. */
  final double boxed(int control, double wanted, double ifNotANumber) {
    return controls.get(control).clamp(Double.isNaN(wanted) ? ifNotANumber : wanted);
  }
}
