package io.github.hjelm.sensors.robot;

import java.util.List;

/** A quadrotor seen from the side: two rotors on a beam, x to the right and z up. */
public final class PlanarQuadrotor extends ModelledRobot {

  private static final int PITCH = 2;
  private static final int VELOCITY_X = 3;
  private static final int VELOCITY_Z = 4;
  private static final int RATE = 5;

  /** Beyond 60° the thrust is no longer raised to keep the height: levelling comes first. */
  private static final double MIN_COS_PITCH = 0.5;

  static final RobotKind KIND =
      new RobotKind(
          "planar-quadrotor",
          "a quadrotor seen from the side: two rotors, gravity, drag and wind",
          List.of(
              new Parameter("mass", "kg", 1.0, 1e-3, 1e3, "all of it"),
              new Parameter("arm", "m", 0.2, 1e-3, 10, "from the middle to each rotor"),
              new Parameter("inertia", "kg·m²", 0.01, 1e-6, 1e3, "about the pitch axis"),
              new Parameter("drag", "N·s/m", 0.1, 0, 100, "of the body, per speed"),
              new Parameter("gravity", "m/s²", 9.81, 0.1, 100, "9.81 on Earth"),
              new Parameter("thrust_to_weight", "1", 2.0, 1.05, 20, "all rotors against weight"),
              new Parameter("max_wind", "m/s²", 0.5, 0, 100, "strongest push along x, z each"),
              new Parameter("max_velocity", "m/s", 8.0, 1e-3, 100, "fastest the model is used"),
              new Parameter("max_rate", "rad/s", 8.0, 1e-3, 100, "fastest the model is used"),
              new Parameter("level_time", "s", 0.1, 1e-3, 10, "time constant of the fallback")),
          PlanarQuadrotor::new);

  private final double mass;
  private final double arm;
  private final double inertia;
  private final double dragPerMass;
  private final double gravity;
  private final double levelTimeS;

  public PlanarQuadrotor(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.unbounded("x", "m"),
            Quantity.unbounded("z", "m"),
            Quantity.angle("pitch"),
            Quantity.symmetric("velocity_x", "m/s", values.of("max_velocity")),
            Quantity.symmetric("velocity_z", "m/s", values.of("max_velocity")),
            Quantity.symmetric("rate", "rad/s", values.of("max_rate"))),
        List.of(
            Quantity.bounded("thrust_left", "N", 0, maxRotorThrust(values)),
            Quantity.bounded("thrust_right", "N", 0, maxRotorThrust(values))),
        List.of(
            Quantity.symmetric("wind_x", "m/s²", values.of("max_wind")),
            Quantity.symmetric("wind_z", "m/s²", values.of("max_wind"))));
    mass = values.of("mass");
    arm = values.of("arm");
    inertia = values.of("inertia");
    dragPerMass = values.of("drag") / mass;
    gravity = values.of("gravity");
    levelTimeS = values.of("level_time");
  }

  private static double maxRotorThrust(ParameterValues values) {
    return values.of("thrust_to_weight") * values.of("mass") * values.of("gravity") / 2;
  }

  // Positive pitch leans to the right, which the left rotor brings about:
  //   v̇ₓ = (T_l + T_r)/m sin θ - c/m vₓ + wₓ
  //   v̇_z = (T_l + T_r)/m cos θ - c/m v_z - g + w_z
  //   ω̇ = (T_l - T_r) r / I
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = x[VELOCITY_X];
    f[1] = x[VELOCITY_Z];
    f[2] = x[RATE];
    f[3] = -dragPerMass * x[VELOCITY_X];
    f[4] = -dragPerMass * x[VELOCITY_Z] - gravity;
    f[5] = 0;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    double sin = Math.sin(x[PITCH]) / mass;
    double cos = Math.cos(x[PITCH]) / mass;
    clear(g, 2);
    g[VELOCITY_X * 2] = sin;
    g[VELOCITY_X * 2 + 1] = sin;
    g[VELOCITY_Z * 2] = cos;
    g[VELOCITY_Z * 2 + 1] = cos;
    g[RATE * 2] = arm / inertia;
    g[RATE * 2 + 1] = -arm / inertia;
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    clear(d, 2);
    d[VELOCITY_X * 2] = 1;
    d[VELOCITY_Z * 2 + 1] = 1;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    double thrustPerMass = (u[0] + u[1]) / mass;
    clear(jacobian, 6);
    jacobian[VELOCITY_X] = 1;
    jacobian[6 + VELOCITY_Z] = 1;
    jacobian[12 + RATE] = 1;
    jacobian[18 + PITCH] = thrustPerMass * Math.cos(x[PITCH]);
    jacobian[18 + VELOCITY_X] = -dragPerMass;
    jacobian[24 + PITCH] = -thrustPerMass * Math.sin(x[PITCH]);
    jacobian[24 + VELOCITY_Z] = -dragPerMass;
  }

  /** Levels out and holds the height; the thrust that hovers when level and still. */
  @Override
  public void fallback(double[] x, double[] u) {
    // ω̇ = -2ω/τ - θ/τ²: critically damped.
    double wantedTurn = -(2 * x[RATE] + x[PITCH] / levelTimeS) / levelTimeS;
    double wantedRise = gravity - x[VELOCITY_Z];
    double thrust = mass * wantedRise / Math.max(Math.cos(x[PITCH]), MIN_COS_PITCH);
    double difference = wantedTurn * inertia / arm;
    double hover = mass * gravity / 2;
    u[0] = boxed(0, (thrust + difference) / 2, hover);
    u[1] = boxed(1, (thrust - difference) / 2, hover);
  }

  @Override
  public void initialState(double[] x) {
    clear(x, 1);
    x[1] = 1;
  }
}
