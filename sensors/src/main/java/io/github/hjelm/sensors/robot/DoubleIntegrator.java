package io.github.hjelm.sensors.robot;

import java.util.List;

/** A mass on a line, pushed either way. */
public final class DoubleIntegrator extends ModelledRobot {

  static final RobotKind KIND =
      new RobotKind(
          "double-integrator",
          "a mass on a line, pushed either way",
          List.of(
              new Parameter("max_acceleration", "m/s²", 1.0, 1e-3, 1e3, "strongest push"),
              new Parameter("max_disturbance", "m/s²", 0.2, 0, 1e3, "strongest foreign push"),
              new Parameter("brake_time", "s", 0.1, 1e-3, 1e3, "time constant of the fallback")),
          DoubleIntegrator::new);

  private final double brakeTimeS;

  public DoubleIntegrator(ParameterValues values) {
    super(
        KIND.name(),
        List.of(Quantity.unbounded("position", "m"), Quantity.unbounded("velocity", "m/s")),
        List.of(Quantity.symmetric("acceleration", "m/s²", values.of("max_acceleration"))),
        List.of(Quantity.symmetric("push", "m/s²", values.of("max_disturbance"))));
    brakeTimeS = values.of("brake_time");
  }

  // ṗ = v
  // v̇ = u + d
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = x[1];
    f[1] = 0;
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    g[0] = 0;
    g[1] = 1;
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    d[0] = 0;
    d[1] = 1;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    clear(jacobian, 2);
    jacobian[1] = 1;
  }

  /** Brakes to rest. */
  @Override
  public void fallback(double[] x, double[] u) {
    u[0] = boxed(0, -x[1] / brakeTimeS, 0);
  }

  @Override
  public void initialState(double[] x) {
    x[0] = -0.8;
    x[1] = 0;
  }
}
