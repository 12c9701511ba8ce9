package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * How far a state is from the nearest of its bounds: 1 in the middle of an interval, 0 on a bound,
 * negative outside; periodic and unbounded states do not count.
 */
public final class BoundsMargin implements SafetyFunction {

  private final List<Quantity> states;

  public BoundsMargin(Robot robot) {
    states = robot.states();
  }

  @Override
  public double value(double[] x) {
    double margin = Double.POSITIVE_INFINITY;
    for (int i = 0; i < states.size(); i++) {
      Quantity state = states.get(i);
      double halfWidth = (state.upper() - state.lower()) / 2;
      if (!state.periodic() && halfWidth > 0 && halfWidth < Double.POSITIVE_INFINITY) {
        double distance = Math.min(x[i] - state.lower(), state.upper() - x[i]);
        margin = Math.min(margin, distance / halfWidth);
      }
    }
    return margin;
  }
}
