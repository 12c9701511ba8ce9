package io.github.hjelm.sensors.robot;

import java.util.List;

/**
 * Two aircraft of fixed speed, seen from the evader: where the pursuer is, and where it heads,
 * relative to the evader's own place and heading.
 *
 * <p>Defaults and conventions are those of Mitchell's "Air3D" benchmark: the evader turns by the
 * control a, the pursuer by the disturbance b, and the relative heading lies in [0, 2π).
 */
public final class Air3d extends ModelledRobot {

  private static final int HEADING = 2;

  static final RobotKind KIND =
      new RobotKind(
          "air3d",
          "two aircraft, seen from the evader; the pursuer is the disturbance",
          List.of(
              new Parameter("evader_speed", "m/s", 5.0, 1e-3, 1e3, "of the control's aircraft"),
              new Parameter("pursuer_speed", "m/s", 5.0, 1e-3, 1e3, "of the other aircraft"),
              new Parameter("max_turn_rate", "rad/s", 1.0, 1e-3, 1e3, "of the evader"),
              new Parameter("max_pursuer_turn_rate", "rad/s", 1.0, 0, 1e3, "of the pursuer")),
          Air3d::new);

  private final double evaderSpeedMps;
  private final double pursuerSpeedMps;

  public Air3d(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.unbounded("x", "m"),
            Quantity.unbounded("y", "m"),
            new Quantity("heading", "rad", 0, 2 * Math.PI, true)),
        List.of(Quantity.symmetric("turn_rate", "rad/s", values.of("max_turn_rate"))),
        List.of(
            Quantity.symmetric("pursuer_turn_rate", "rad/s", values.of("max_pursuer_turn_rate"))));
    evaderSpeedMps = values.of("evader_speed");
    pursuerSpeedMps = values.of("pursuer_speed");
  }

  // ẋ = -v_a + v_b cos ψ + a y
  // ẏ = v_b sin ψ - a x
  // ψ̇ = b - a
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = -evaderSpeedMps + pursuerSpeedMps * Math.cos(x[HEADING]);
    f[1] = pursuerSpeedMps * Math.sin(x[HEADING]);
    f[2] = 0;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    g[0] = x[1];
    g[1] = -x[0];
    g[2] = -1;
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    d[0] = 0;
    d[1] = 0;
    d[2] = 1;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    clear(jacobian, 3);
    jacobian[1] = u[0];
    jacobian[2] = -pursuerSpeedMps * Math.sin(x[HEADING]);
    jacobian[3] = -u[0];
    jacobian[5] = pursuerSpeedMps * Math.cos(x[HEADING]);
  }

  /** Flies straight on, which the other aircraft can foresee best. */
  @Override
  public void fallback(double[] x, double[] u) {
    u[0] = 0;
  }

  @Override
  public void initialState(double[] x) {
    x[0] = 15;
    x[1] = 1;
    x[2] = Math.PI;
  }
}
