package io.github.hjelm.sensors.robot;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** A linear system ẋ = Ax + Bu + Dd with any matrices. */
public final class LinearRobot extends ModelledRobot {

  static final RobotKind KIND =
      new RobotKind(
          "linear",
          "ẋ = Ax + Bu + Dd; here a mass on a spring, any other matrices from YAML",
          List.of(
              new Parameter("mass", "kg", 1.0, 1e-3, 1e6, "on the spring"),
              new Parameter("stiffness", "N/m", 4.0, 0, 1e6, "of the spring"),
              new Parameter("damping", "N·s/m", 0.4, 0, 1e6, "of the damper"),
              new Parameter("max_force", "N", 2.0, 1e-3, 1e6, "of the motor"),
              new Parameter("max_disturbance", "N", 0.2, 0, 1e6, "strongest foreign force")),
          LinearRobot::massOnSpring);

  private final double[] a;
  private final double[] b;
  private final double[] d;
  private final double[] initial;
  private final BiConsumer<double[], double[]> fallback;

  /**
   * A system with its matrices, row-major, which are copied.
   *
   * @param a n × n
   * @param b n × m
   * @param d n × p
   * @param initial n entries
   */
  public LinearRobot(
      String name,
      List<Quantity> states,
      List<Quantity> controls,
      List<Quantity> disturbances,
      double[] a,
      double[] b,
      double[] d,
      double[] initial) {
    this(name, states, controls, disturbances, a, b, d, initial, (x, u) -> Arrays.fill(u, 0));
  }

  /** A system whose fallback is more than "no control"; what it writes is put into the box. */
  LinearRobot(
      String name,
      List<Quantity> states,
      List<Quantity> controls,
      List<Quantity> disturbances,
      double[] a,
      double[] b,
      double[] d,
      double[] initial,
      BiConsumer<double[], double[]> fallback) {
    super(name, states, controls, disturbances);
    int n = states.size();
    this.a = sized("A", a, n * n);
    this.b = sized("B", b, n * controls.size());
    this.d = sized("D", d, n * disturbances.size());
    this.initial = sized("the initial state", initial, n);
    this.fallback = fallback;
  }

  private static double[] sized(String what, double[] matrix, int size) {
    if (matrix.length != size) {
      throw new IllegalArgumentException(
          what + " must have " + size + " entries, but has " + matrix.length);
    }
    return matrix.clone();
  }

  // m q̈ = -k q - c q̇ + u + d
  private static LinearRobot massOnSpring(ParameterValues values) {
    double mass = values.of("mass");
    double[] a = {0, 1, -values.of("stiffness") / mass, -values.of("damping") / mass};
    double[] b = {0, 1 / mass};
    return new LinearRobot(
        KIND.name(),
        List.of(Quantity.unbounded("position", "m"), Quantity.unbounded("velocity", "m/s")),
        List.of(Quantity.symmetric("force", "N", values.of("max_force"))),
        List.of(Quantity.symmetric("push", "N", values.of("max_disturbance"))),
        a,
        b,
        b,
        new double[] {0.5, 0});
  }

  // ẋ = Ax + Bu + Dd
  @Override
  public void drift(double[] x, double[] f) {
    int n = states().size();
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += a[i * n + j] * x[j];
      }
      f[i] = sum;
    }
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    System.arraycopy(b, 0, g, 0, b.length);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] disturbanceMatrix) {
    System.arraycopy(d, 0, disturbanceMatrix, 0, d.length);
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] disturbance, double[] jacobian) {
    System.arraycopy(a, 0, jacobian, 0, a.length);
  }

  @Override
  public void fallback(double[] x, double[] u) {
    fallback.accept(x, u);
    for (int j = 0; j < controls().size(); j++) {
      u[j] = boxed(j, u[j], 0);
    }
  }

  @Override
  public void initialState(double[] x) {
    System.arraycopy(initial, 0, x, 0, initial.length);
  }
}
