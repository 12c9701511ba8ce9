package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;
import java.util.List;

/** A car seen across the road: its steering is the control, its speed is anybody's. */
final class SteeredCar implements Robot {

  private static final int Y = 1;
  private static final int HEADING = 2;
  private static final int STEERING = 4;

  private final String name;
  private final List<Quantity> states;
  private final List<Quantity> controls;
  private final List<Quantity> disturbances;
  private final double wheelbase;
  private final double middleMps;

  SteeredCar(Robot car, double wheelbase, double slowMps, double fastMps) {
    name = car.name();
    this.wheelbase = wheelbase;
    states = List.of(car.states().get(Y), car.states().get(HEADING), car.states().get(STEERING));
    controls = List.of(car.controls().get(1));
    middleMps = 0.5 * (slowMps + fastMps);
    disturbances =
        List.of(
            car.disturbances().get(1),
            Quantity.symmetric("speed_change", "m/s", 0.5 * (fastMps - slowMps)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Quantity> states() {
    return states;
  }

  @Override
  public List<Quantity> controls() {
    return controls;
  }

  @Override
  public List<Quantity> disturbances() {
    return disturbances;
  }

  // ẏ = (v + Δv) sin θ + w cos θ
  // θ̇ = (v + Δv) tan δ / L
  // δ̇ = u
  @Override
  public void drift(double[] x, double[] f) {
    f[0] = middleMps * Math.sin(x[1]);
    f[1] = middleMps * Math.tan(x[2]) / wheelbase;
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
    d[0] = Math.cos(x[1]);
    d[1] = Math.sin(x[1]);
    d[2] = 0;
    d[3] = Math.tan(x[2]) / wheelbase;
    d[4] = 0;
    d[5] = 0;
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    double speed = middleMps + d[1];
    double tan = Math.tan(x[2]);
    Arrays.fill(jacobian, 0, 9, 0.0);
    jacobian[1] = speed * Math.cos(x[1]) - d[0] * Math.sin(x[1]);
    jacobian[5] = speed * (1 + tan * tan) / wheelbase;
  }

  /** Straightens the wheels. */
  @Override
  public void fallback(double[] x, double[] u) {
    double wanted = -5 * x[2];
    u[0] = controls.get(0).clamp(Double.isNaN(wanted) ? 0 : wanted);
  }

  @Override
  public void initialState(double[] x) {
    x[0] = 1.75;
    x[1] = 0;
    x[2] = 0;
  }
}
