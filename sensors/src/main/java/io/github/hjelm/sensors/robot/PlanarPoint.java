package io.github.hjelm.sensors.robot;

import java.util.Arrays;
import java.util.List;

/** A point in the plane whose velocity is commanded, on a floor that may drift. */
public final class PlanarPoint extends ModelledRobot {

  static final RobotKind KIND =
      new RobotKind(
          "planar-point",
          "a point in the plane whose velocity is commanded",
          List.of(
              new Parameter("max_speed", "m/s", 0.5, 1e-3, 100, "fastest along each axis"),
              new Parameter("max_drift", "m/s", 0.05, 0, 100, "of the floor, along each axis")),
          PlanarPoint::new);

  public PlanarPoint(ParameterValues values) {
    super(
        KIND.name(),
        List.of(Quantity.unbounded("x", "m"), Quantity.unbounded("y", "m")),
        List.of(
            Quantity.symmetric("velocity_x", "m/s", values.of("max_speed")),
            Quantity.symmetric("velocity_y", "m/s", values.of("max_speed"))),
        List.of(
            Quantity.symmetric("drift_x", "m/s", values.of("max_drift")),
            Quantity.symmetric("drift_y", "m/s", values.of("max_drift"))));
  }

  // ẋ = u_x + d_x
  // ẏ = u_y + d_y
  @Override
  public void drift(double[] x, double[] f) {
    Arrays.fill(f, 0, 2, 0.0);
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    identity(g);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    identity(d);
  }

  private void identity(double[] matrix) {
    clear(matrix, 2);
    matrix[0] = 1;
    matrix[3] = 1;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    clear(jacobian, 2);
  }

  /** Stands still, but for the drift. */
  @Override
  public void fallback(double[] x, double[] u) {
    Arrays.fill(u, 0, 2, 0.0);
  }

  @Override
  public void initialState(double[] x) {
    Arrays.fill(x, 0, 2, 0.0);
  }
}
