package io.github.hjelm.sensors.robot;

import java.util.Arrays;
import java.util.List;

/**
 * A point in the plane whose velocity is commanded, on a square plateau that may drift. Beyond the
 * rim the floor falls away ever more steeply, so whoever goes too far slides off.
 */
public final class PlanarPoint extends ModelledRobot {

  static final RobotKind KIND =
      new RobotKind(
          "planar-point",
          "a point on a plateau whose velocity is commanded; beyond the rim it slides off",
          List.of(
              new Parameter("max_speed", "m/s", 0.5, 1e-3, 100, "fastest along each axis"),
              new Parameter("max_drift", "m/s", 0.05, 0, 100, "of the floor, along each axis"),
              new Parameter("rim", "m", 1.1, 1e-3, 1e6, "how far the plateau reaches"),
              new Parameter(
                  "rim_slope", "1/(m·s)", 10, 1e-3, 1e3, "slide over (distance beyond)²")),
          PlanarPoint::new);

  private final double rim;
  private final double rimSlope;

  public PlanarPoint(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.symmetric("x", "m", furthest(values)),
            Quantity.symmetric("y", "m", furthest(values))),
        List.of(
            Quantity.symmetric("velocity_x", "m/s", values.of("max_speed")),
            Quantity.symmetric("velocity_y", "m/s", values.of("max_speed"))),
        List.of(
            Quantity.symmetric("drift_x", "m/s", values.of("max_drift")),
            Quantity.symmetric("drift_y", "m/s", values.of("max_drift"))));
    rim = values.of("rim");
    rimSlope = values.of("rim_slope");
  }

  /** From where it still climbs back. */
  private static double furthest(ParameterValues values) {
    return values.of("rim") + Math.sqrt(values.of("max_speed") / values.of("rim_slope"));
  }

  // ẋ = s(x) + u_x + d_x
  // ẏ = s(y) + u_y + d_y
  // s(q) = sign(q) k max(0, |q| - r)²
  @Override
  public void drift(double[] x, double[] f) {
    for (int i = 0; i < 2; i++) {
      double beyond = Math.max(0, Math.abs(x[i]) - rim);
      f[i] = Math.signum(x[i]) * rimSlope * beyond * beyond;
    }
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
    jacobian[0] = 2 * rimSlope * Math.max(0, Math.abs(x[0]) - rim);
    jacobian[3] = 2 * rimSlope * Math.max(0, Math.abs(x[1]) - rim);
  }

  /** Stands still where the floor does. */
  @Override
  public void fallback(double[] x, double[] u) {
    Arrays.fill(u, 0, 2, 0.0);
  }

  @Override
  public void initialState(double[] x) {
    Arrays.fill(x, 0, 2, 0.0);
  }
}
