package io.github.hjelm.sensors.robot;

import java.util.List;

/** A car on a road: a kinematic bicycle, steered by the rate of its front wheels. */
public final class LaneChangeCar extends ModelledRobot {

  private static final int HEADING = 2;
  private static final int SPEED = 3;
  private static final int STEERING = 4;

  static final RobotKind KIND =
      new RobotKind(
          "lane-change-car",
          "a car on a road: a kinematic bicycle with accelerator, brake and steering",
          List.of(
              new Parameter("wheelbase", "m", 2.7, 0.1, 20, "between the axles"),
              new Parameter("max_speed", "m/s", 40.0, 0.1, 150, "forwards; it does not reverse"),
              new Parameter("max_acceleration", "m/s²", 3.0, 1e-3, 50, "of the engine"),
              new Parameter("max_braking", "m/s²", 7.0, 1e-3, 50, "of the brakes"),
              new Parameter("max_steering", "rad", 0.5, 1e-3, 1.4, "of the front wheels"),
              new Parameter("max_steering_rate", "rad/s", 0.6, 1e-3, 50, "of the front wheels"),
              new Parameter("max_slope", "m/s²", 0.3, 0, 50, "pull of the road along the car"),
              new Parameter("max_side_wind", "m/s", 0.2, 0, 50, "drift across the car"),
              new Parameter("brake_time", "s", 0.2, 1e-3, 10, "time constant of the fallback")),
          LaneChangeCar::new);

  private final double wheelbase;
  private final double brakeTimeS;

  public LaneChangeCar(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.unbounded("x", "m"),
            Quantity.unbounded("y", "m"),
            Quantity.angle("heading"),
            Quantity.bounded("speed", "m/s", 0, values.of("max_speed")),
            Quantity.symmetric("steering", "rad", values.of("max_steering"))),
        List.of(
            Quantity.bounded(
                "acceleration", "m/s²", -values.of("max_braking"), values.of("max_acceleration")),
            Quantity.symmetric("steering_rate", "rad/s", values.of("max_steering_rate"))),
        List.of(
            Quantity.symmetric("slope", "m/s²", values.of("max_slope")),
            Quantity.symmetric("side_wind", "m/s", values.of("max_side_wind"))));
    wheelbase = values.of("wheelbase");
    brakeTimeS = values.of("brake_time");
  }

  // ẋ = v cos θ - w sin θ
  // ẏ = v sin θ + w cos θ
  // θ̇ = v tan δ / L
  // v̇ = a + d_slope
  // δ̇ = u_steering
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = x[SPEED] * Math.cos(x[HEADING]);
    f[1] = x[SPEED] * Math.sin(x[HEADING]);
    f[2] = x[SPEED] * Math.tan(x[STEERING]) / wheelbase;
    f[3] = 0;
    f[4] = 0;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    clear(g, 2);
    g[SPEED * 2] = 1;
    g[STEERING * 2 + 1] = 1;
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    clear(d, 2);
    d[1] = -Math.sin(x[HEADING]);
    d[3] = Math.cos(x[HEADING]);
    d[SPEED * 2] = 1;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    double cos = Math.cos(x[HEADING]);
    double sin = Math.sin(x[HEADING]);
    double tan = Math.tan(x[STEERING]);
    double wind = d[1];
    clear(jacobian, 5);
    jacobian[HEADING] = -x[SPEED] * sin - wind * cos;
    jacobian[SPEED] = cos;
    jacobian[5 + HEADING] = x[SPEED] * cos - wind * sin;
    jacobian[5 + SPEED] = sin;
    jacobian[10 + SPEED] = tan / wheelbase;
    jacobian[10 + STEERING] = x[SPEED] * (1 + tan * tan) / wheelbase;
  }

  /** Brakes to rest and straightens the wheels. */
  @Override
  public void fallback(double[] x, double[] u) {
    u[0] = boxed(0, -x[SPEED] / brakeTimeS, 0);
    u[1] = boxed(1, -x[STEERING] / brakeTimeS, 0);
  }

  @Override
  public void initialState(double[] x) {
    clear(x, 1);
    x[SPEED] = states().get(SPEED).clamp(20);
  }
}
