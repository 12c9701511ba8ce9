package io.github.hjelm.sensors.robot;

import java.util.List;

/** A weight on a light rod, turned by a motor at the pivot; the angle is zero when upright. */
public final class Pendulum extends ModelledRobot {

  private static final int ANGLE = 0;
  private static final int RATE = 1;

  static final RobotKind KIND =
      new RobotKind(
          "pendulum",
          "a weight on a rod with a motor at the pivot; upright is zero",
          List.of(
              new Parameter("mass", "kg", 1.0, 1e-3, 1e3, "the weight at the rod's end"),
              new Parameter("length", "m", 1.0, 1e-3, 1e3, "from pivot to weight"),
              new Parameter("damping", "N·m·s", 0.1, 0, 1e3, "friction of the pivot"),
              new Parameter("gravity", "m/s²", 9.81, 0, 100, "9.81 on Earth"),
              new Parameter("max_torque", "N·m", 4.0, 1e-3, 1e4, "of the motor"),
              new Parameter("max_disturbance", "N·m", 0.2, 0, 1e4, "strongest foreign torque"),
              new Parameter("max_rate", "rad/s", 8.0, 1e-3, 1e3, "fastest the model is used"),
              new Parameter("brake_time", "s", 0.2, 1e-3, 1e3, "time constant of the fallback")),
          Pendulum::new);

  private final double inertia;
  private final double gravityPerLength;
  private final double dampingPerInertia;
  private final double brakeTimeS;

  public Pendulum(ParameterValues values) {
    super(
        KIND.name(),
        List.of(
            Quantity.angle("angle"), Quantity.symmetric("rate", "rad/s", values.of("max_rate"))),
        List.of(Quantity.symmetric("torque", "N·m", values.of("max_torque"))),
        List.of(Quantity.symmetric("push", "N·m", values.of("max_disturbance"))));
    double length = values.of("length");
    inertia = values.of("mass") * length * length;
    gravityPerLength = values.of("gravity") / length;
    dampingPerInertia = values.of("damping") / inertia;
    brakeTimeS = values.of("brake_time");
  }

  // θ̇ = ω
  // ω̇ = g/l sin θ - b/(ml²) ω + (u + d)/(ml²)
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = x[RATE];
    f[1] = gravityPerLength * Math.sin(x[ANGLE]) - dampingPerInertia * x[RATE];
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    g[0] = 0;
    g[1] = 1 / inertia;
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    d[0] = 0;
    d[1] = 1 / inertia;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    jacobian[0] = 0;
    jacobian[1] = 1;
    jacobian[2] = gravityPerLength * Math.cos(x[ANGLE]);
    jacobian[3] = -dampingPerInertia;
  }

  /** Takes the speed out and lets gravity bring it down. */
  @Override
  public void fallback(double[] x, double[] u) {
    u[0] = boxed(0, -inertia * x[RATE] / brakeTimeS, 0);
  }

  @Override
  public void initialState(double[] x) {
    x[0] = -Math.PI;
    x[1] = 0;
  }
}
