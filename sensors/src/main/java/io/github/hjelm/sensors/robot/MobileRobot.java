package io.github.hjelm.sensors.robot;

import java.util.List;

/** A wheeled robot on a floor that speeds up, slows down and turns. */
public final class MobileRobot extends ModelledRobot {

  private static final int HEADING = 2;
  private static final int SPEED = 3;

  static final RobotKind KIND =
      new RobotKind(
          "mobile-robot",
          "a wheeled robot on a floor: accelerates and turns",
          List.of(
              new Parameter("max_speed", "m/s", 1.5, 1e-3, 100, "fastest either way"),
              new Parameter("max_acceleration", "m/s²", 1.0, 1e-3, 100, "also when braking"),
              new Parameter("max_turn_rate", "rad/s", 1.5, 1e-3, 100, "fastest turn"),
              new Parameter("max_slope", "m/s²", 0.1, 0, 100, "pull of an uneven floor"),
              new Parameter("max_slip", "rad/s", 0.1, 0, 100, "turn that nobody asked for"),
              new Parameter("brake_time", "s", 0.1, 1e-3, 100, "time constant of the fallback")),
          MobileRobot::new);

  private final double brakeTimeS;

  public MobileRobot(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.unbounded("x", "m"),
            Quantity.unbounded("y", "m"),
            Quantity.angle("heading"),
            Quantity.symmetric("speed", "m/s", values.of("max_speed"))),
        List.of(
            Quantity.symmetric("acceleration", "m/s²", values.of("max_acceleration")),
            Quantity.symmetric("turn_rate", "rad/s", values.of("max_turn_rate"))),
        List.of(
            Quantity.symmetric("slope", "m/s²", values.of("max_slope")),
            Quantity.symmetric("slip", "rad/s", values.of("max_slip"))));
    brakeTimeS = values.of("brake_time");
  }

  // ẋ = v cos θ
  // ẏ = v sin θ
  // θ̇ = ω + d_slip
  // v̇ = a + d_slope
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = x[SPEED] * Math.cos(x[HEADING]);
    f[1] = x[SPEED] * Math.sin(x[HEADING]);
    f[2] = 0;
    f[3] = 0;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    clear(g, 2);
    g[HEADING * 2 + 1] = 1;
    g[SPEED * 2] = 1;
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    clear(d, 2);
    d[HEADING * 2 + 1] = 1;
    d[SPEED * 2] = 1;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    double cos = Math.cos(x[HEADING]);
    double sin = Math.sin(x[HEADING]);
    clear(jacobian, 4);
    jacobian[HEADING] = -x[SPEED] * sin;
    jacobian[SPEED] = cos;
    jacobian[4 + HEADING] = x[SPEED] * cos;
    jacobian[4 + SPEED] = sin;
  }

  /** Brakes to rest without turning. */
  @Override
  public void fallback(double[] x, double[] u) {
    u[0] = boxed(0, -x[SPEED] / brakeTimeS, 0);
    u[1] = 0;
  }

  @Override
  public void initialState(double[] x) {
    x[0] = -4;
    x[1] = 0.2;
    x[2] = 0;
    x[3] = 0;
  }
}
