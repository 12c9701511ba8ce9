package io.github.hjelm.sensors.robot;

import java.util.HashMap;
import java.util.Map;

/**
 * The rates ẋ(x, u, d) of the catalogue's and the examples' robots with their default parameters,
 * written down a second time straight from the physics, without matrices.
 */
final class NaiveRates {

  /** ẋ of one model. */
  interface Rate {
    double[] of(double[] x, double[] u, double[] d);
  }

  static final Map<String, Rate> BY_NAME = new HashMap<>();

  static {
    BY_NAME.put("double-integrator", (x, u, d) -> new double[] {x[1], u[0] + d[0]});
    BY_NAME.put(
        "planar-point",
        (x, u, d) -> new double[] {slide(x[0]) + u[0] + d[0], slide(x[1]) + u[1] + d[1]});
    BY_NAME.put(
        "dubins",
        (x, u, d) -> new double[] {0.6 * Math.cos(x[2]) + d[0], 0.6 * Math.sin(x[2]) + d[1], u[0]});
    BY_NAME.put(
        "mobile-robot",
        (x, u, d) ->
            new double[] {x[3] * Math.cos(x[2]), x[3] * Math.sin(x[2]), u[1] + d[1], u[0] + d[0]});
    BY_NAME.put(
        "pendulum",
        (x, u, d) -> new double[] {x[1], 9.81 * Math.sin(x[0]) - 0.1 * x[1] + u[0] + d[0]});
    BY_NAME.put("cartpole", NaiveRates::cartpole);
    BY_NAME.put("planar-quadrotor", NaiveRates::quadrotor);
    BY_NAME.put("lane-change-car", NaiveRates::car);
    BY_NAME.put("air3d", NaiveRates::air3d);
    BY_NAME.put("linear", (x, u, d) -> new double[] {x[1], -4 * x[0] - 0.4 * x[1] + u[0] + d[0]});
    BY_NAME.put("differential-drive", NaiveRates::differentialDrive);
    BY_NAME.put("mass-spring", NaiveRates::massSpring);
    BY_NAME.put(
        "rocket",
        (x, u, d) ->
            new double[] {
              x[1],
              (u[0] - Math.signum(x[1]) * 0.02 * x[1] * x[1]) / x[2] - 9.81 + d[0],
              -u[0] / 900
            });
  }

  private NaiveRates() {}

  private static double slide(double q) {
    if (q > 1.1) {
      return 10 * Math.pow(q - 1.1, 2);
    }
    return q < -1.1 ? -10 * Math.pow(q + 1.1, 2) : 0;
  }

  /** Solves the two Lagrange equations of cart and pole by Cramer's rule. */
  private static double[] cartpole(double[] x, double[] u, double[] d) {
    double mass = 0.1;
    double length = 0.5;
    double sin = Math.sin(x[2]);
    double cos = Math.cos(x[2]);
    // [M+m   m l c] [ẍ]   [u + d + m l ω² s ]
    // [m l c m l² ] [ω̇] = [m g l s + d l c  ]
    double a11 = 1.0 + mass;
    double a12 = mass * length * cos;
    double a22 = mass * length * length;
    double b1 = u[0] + d[0] + mass * length * x[3] * x[3] * sin;
    double b2 = mass * 9.81 * length * sin + d[0] * length * cos;
    double determinant = a11 * a22 - a12 * a12;
    return new double[] {
      x[1], (b1 * a22 - a12 * b2) / determinant, x[3], (a11 * b2 - a12 * b1) / determinant
    };
  }

  /** Adds up the forces and torques of each rotor. */
  private static double[] quadrotor(double[] x, double[] u, double[] d) {
    double upX = Math.sin(x[2]);
    double upZ = Math.cos(x[2]);
    double forceX = 0;
    double forceZ = 0;
    double torque = 0;
    double[] armOfRotor = {-0.2, 0.2};
    for (int i = 0; i < 2; i++) {
      forceX += u[i] * upX;
      forceZ += u[i] * upZ;
      // Pitch turns clockwise: a push up at the left, a negative arm, turns it forwards.
      torque -= armOfRotor[i] * u[i];
    }
    return new double[] {
      x[3], x[4], x[5], forceX - 0.1 * x[3] + d[0], forceZ - 0.1 * x[4] - 9.81 + d[1], torque / 0.01
    };
  }

  private static double[] car(double[] x, double[] u, double[] d) {
    return new double[] {
      x[3] * Math.cos(x[2]) - d[1] * Math.sin(x[2]),
      x[3] * Math.sin(x[2]) + d[1] * Math.cos(x[2]),
      x[3] / 2.7 * Math.tan(x[4]),
      u[0] + d[0],
      u[1]
    };
  }

  private static double[] air3d(double[] x, double[] u, double[] d) {
    return new double[] {
      -5 + 5 * Math.cos(x[2]) + u[0] * x[1], 5 * Math.sin(x[2]) - u[0] * x[0], d[0] - u[0]
    };
  }

  private static double[] differentialDrive(double[] x, double[] u, double[] d) {
    double speed = 0.5 * 0.05 * x[3] + 0.5 * 0.05 * x[4];
    return new double[] {
      speed * Math.cos(x[2]) - d[0] * Math.sin(x[2]),
      speed * Math.sin(x[2]) + d[0] * Math.cos(x[2]),
      0.05 / 0.3 * (x[4] - x[3]),
      (u[0] - x[3]) / 0.15,
      (u[1] - x[4]) / 0.15
    };
  }

  private static double[] massSpring(double[] x, double[] u, double[] d) {
    double wall = -6 * x[0];
    double between = 6 * (x[2] - x[0]);
    return new double[] {
      x[1], (wall + between - 0.2 * x[1] + d[0]) / 1.5, x[3], (-between - 0.2 * x[3] + u[0]) / 1.5
    };
  }
}
