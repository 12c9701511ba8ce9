package io.github.hjelm.sensors.robot;

import java.util.List;

/** A vehicle that drives at a fixed speed and can only turn; Dubins' car. */
public final class Dubins extends ModelledRobot {

  private static final int HEADING = 2;

  static final RobotKind KIND =
      new RobotKind(
          "dubins",
          "a vehicle of fixed speed that can only turn",
          List.of(
              new Parameter("speed", "m/s", 0.6, 1e-3, 1e3, "the fixed speed"),
              new Parameter("max_turn_rate", "rad/s", 1.1, 1e-3, 1e3, "fastest turn"),
              new Parameter(
                  "max_wind", "m/s", 0.0, 0, 1e3, "strongest wind along x and along y each")),
          Dubins::new);

  private final double speedMps;

  public Dubins(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.unbounded("x", "m"), Quantity.unbounded("y", "m"), Quantity.angle("heading")),
        List.of(Quantity.symmetric("turn_rate", "rad/s", values.of("max_turn_rate"))),
        List.of(
            Quantity.symmetric("wind_x", "m/s", values.of("max_wind")),
            Quantity.symmetric("wind_y", "m/s", values.of("max_wind"))));
    speedMps = values.of("speed");
  }

  // ẋ = v cos θ + wₓ
  // ẏ = v sin θ + w_y
  // θ̇ = ω
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = speedMps * Math.cos(x[HEADING]);
    f[1] = speedMps * Math.sin(x[HEADING]);
    f[2] = 0;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    g[0] = 0;
    g[1] = 0;
    g[2] = 1;
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    clear(d, 2);
    d[0] = 1;
    d[3] = 1;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    clear(jacobian, 3);
    jacobian[2] = -speedMps * Math.sin(x[HEADING]);
    jacobian[5] = speedMps * Math.cos(x[HEADING]);
  }

  /** Circles at the fastest turn: it cannot stop, but it can stay where it is. */
  @Override
  public void fallback(double[] x, double[] u) {
    u[0] = controls().get(0).upper();
  }

  @Override
  public void initialState(double[] x) {
    x[0] = -0.8;
    x[1] = 0.05;
    x[2] = 0;
  }
}
