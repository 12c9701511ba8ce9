package io.github.hjelm.sensors.robot;

import java.util.List;

/** A cart on a rail with a free pole on it; the pole's angle is zero when upright. */
public final class Cartpole extends ModelledRobot {

  private static final int VELOCITY = 1;
  private static final int ANGLE = 2;
  private static final int RATE = 3;

  static final RobotKind KIND =
      new RobotKind(
          "cartpole",
          "a cart on a rail that balances a pole; upright is zero",
          List.of(
              new Parameter("cart_mass", "kg", 1.0, 1e-3, 1e3, "without the pole"),
              new Parameter("pole_mass", "kg", 0.1, 1e-3, 1e3, "at the pole's tip"),
              new Parameter("length", "m", 0.5, 1e-3, 1e3, "from pivot to tip"),
              new Parameter("gravity", "m/s²", 9.81, 0, 100, "9.81 on Earth"),
              new Parameter("max_force", "N", 10.0, 1e-3, 1e5, "of the motor on the cart"),
              new Parameter("max_gust", "N", 0.1, 0, 1e5, "strongest push on the tip, sideways"),
              new Parameter("max_position", "m", 2.4, 1e-3, 1e3, "half the rail"),
              new Parameter("max_velocity", "m/s", 5.0, 1e-3, 1e3, "fastest the model is used"),
              new Parameter("max_rate", "rad/s", 10.0, 1e-3, 1e3, "fastest the model is used"),
              new Parameter("brake_time", "s", 0.2, 1e-3, 1e3, "time constant of the fallback")),
          Cartpole::new);

  private final double cartMass;
  private final double poleMass;
  private final double length;
  private final double gravity;
  private final double brakeTimeS;

  public Cartpole(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.symmetric("position", "m", values.of("max_position")),
            Quantity.symmetric("velocity", "m/s", values.of("max_velocity")),
            Quantity.angle("angle"),
            Quantity.symmetric("rate", "rad/s", values.of("max_rate"))),
        List.of(Quantity.symmetric("force", "N", values.of("max_force"))),
        List.of(Quantity.symmetric("gust", "N", values.of("max_gust"))));
    cartMass = values.of("cart_mass");
    poleMass = values.of("pole_mass");
    length = values.of("length");
    gravity = values.of("gravity");
    brakeTimeS = values.of("brake_time");
  }

  // From the Lagrangian of a cart M and a point mass m at x + l sin θ, l cos θ, with s = sin θ,
  // c = cos θ and the inertia M + m s² that the motor feels:
  //   ẍ = (u + m l ω² s - m g s c + d s²) / (M + m s²)
  //   ω̇ = (g s - ẍ c + d c/m) / l
  @Override
  public void drift(double[] x, double[] f) {
    double sin = Math.sin(x[ANGLE]);
    double cos = Math.cos(x[ANGLE]);
    double force = poleMass * sin * (length * x[RATE] * x[RATE] - gravity * cos);
    double acceleration = force / inertia(sin);
    f[0] = x[VELOCITY];
    f[1] = acceleration;
    f[2] = x[RATE];
    f[3] = (gravity * sin - acceleration * cos) / length;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    double inertia = inertia(Math.sin(x[ANGLE]));
    g[0] = 0;
    g[1] = 1 / inertia;
    g[2] = 0;
    g[3] = -Math.cos(x[ANGLE]) / (inertia * length);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    double sin = Math.sin(x[ANGLE]);
    double cos = Math.cos(x[ANGLE]);
    double acceleration = sin * sin / inertia(sin);
    d[0] = 0;
    d[1] = acceleration;
    d[2] = 0;
    d[3] = cos * (1 / poleMass - acceleration) / length;
  }

  // With N the numerator of ẍ and J = M + m s² its denominator:
  //   ∂ẍ/∂θ = (∂N/∂θ - ẍ ∂J/∂θ) / J     ∂ω̇/∂θ = (g c - ∂ẍ/∂θ c + ẍ s - d s/m) / l
  //   ∂ẍ/∂ω = 2 m l ω s / J              ∂ω̇/∂ω = -∂ẍ/∂ω c / l
  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    double sin = Math.sin(x[ANGLE]);
    double cos = Math.cos(x[ANGLE]);
    double inertia = inertia(sin);
    double centripetal = poleMass * length * x[RATE] * x[RATE];
    double weight = poleMass * gravity;
    double force = u[0] + centripetal * sin - weight * sin * cos + d[0] * sin * sin;
    double acceleration = force / inertia;
    double forceByAngle =
        centripetal * cos - weight * (cos * cos - sin * sin) + 2 * d[0] * sin * cos;
    double inertiaByAngle = 2 * poleMass * sin * cos;
    double accelerationByAngle = (forceByAngle - acceleration * inertiaByAngle) / inertia;
    double accelerationByRate = 2 * poleMass * length * x[RATE] * sin / inertia;
    clear(jacobian, 4);
    jacobian[VELOCITY] = 1;
    jacobian[4 + ANGLE] = accelerationByAngle;
    jacobian[4 + RATE] = accelerationByRate;
    jacobian[8 + RATE] = 1;
    jacobian[12 + ANGLE] =
        (gravity * cos - accelerationByAngle * cos + acceleration * sin - d[0] * sin / poleMass)
            / length;
    jacobian[12 + RATE] = -accelerationByRate * cos / length;
  }

  /** Brings the cart to rest; the pole falls. */
  @Override
  public void fallback(double[] x, double[] u) {
    u[0] = boxed(0, -(cartMass + poleMass) * x[VELOCITY] / brakeTimeS, 0);
  }

  @Override
  public void initialState(double[] x) {
    x[0] = 0;
    x[1] = 0;
    x[2] = 0.1;
    x[3] = 0;
  }

  private double inertia(double sin) {
    return cartMass + poleMass * sin * sin;
  }
}
