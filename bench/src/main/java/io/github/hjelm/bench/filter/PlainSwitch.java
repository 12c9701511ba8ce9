package io.github.hjelm.bench.filter;

import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.verify.HeldController;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * The textbook least-restrictive filter: the wish while V > 0, else the control that raises V most.
 * Safe in continuous time, not under a hold; a baseline only.
 */
public final class PlainSwitch implements HeldController {

  private final Robot robot;
  private final ValueField value;
  private final List<Quantity> controls;
  private final double[] gradient;
  private final double[] controlMatrix;

  public PlainSwitch(Robot robot, ValueField value) {
    this.robot = robot;
    this.value = value;
    controls = robot.controls();
    gradient = new double[robot.states().size()];
    controlMatrix = new double[gradient.length * controls.size()];
  }

  @Override
  public void control(double[] x, double[] wish, double[] u) {
    if (value.valueAndGradient(x, gradient) > 0) {
      System.arraycopy(wish, 0, u, 0, u.length);
    } else {
      safest(x, u);
    }
  }

  private void safest(double[] x, double[] u) {
    robot.controlMatrix(x, controlMatrix);
    for (int j = 0; j < u.length; j++) {
      double slope = 0;
      for (int i = 0; i < gradient.length; i++) {
        slope += gradient[i] * controlMatrix[i * u.length + j];
      }
      u[j] = slope > 0 ? controls.get(j).upper() : controls.get(j).lower();
    }
  }
}
