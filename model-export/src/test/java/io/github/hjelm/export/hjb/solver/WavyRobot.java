package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A robot with random smooth coefficients of period 2π in every state, or with a constant drift
 * alone.
 */
final class WavyRobot implements Robot {

  private final int n;
  private final List<Quantity> states = new ArrayList<>();
  private final List<Quantity> controls;
  private final List<Quantity> disturbances;
  private final double[] random;
  private final boolean constant;

  private WavyRobot(int n, long seed, boolean constant) {
    this.n = n;
    this.constant = constant;
    for (int i = 0; i < n; i++) {
      states.add(Quantity.unbounded("x" + i, "m"));
    }
    controls =
        constant
            ? List.of()
            : List.of(Quantity.bounded("u0", "m", -1, 0.5), Quantity.symmetric("u1", "m", 0.3));
    disturbances = constant ? List.of() : List.of(Quantity.bounded("d0", "m", -0.2, 0.4));
    random = new SplittableRandom(seed).doubles(40, -1, 1).toArray();
  }

  static WavyRobot random(int n, long seed) {
    return new WavyRobot(n, seed, false);
  }

  /** Drifts with 1, 1/2, 1/3, … along its axes. */
  static WavyRobot drifting(int n) {
    return new WavyRobot(n, 1, true);
  }

  @Override
  public String name() {
    return "wavy";
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

  @Override
  public void drift(double[] x, double[] f) {
    for (int i = 0; i < n; i++) {
      f[i] = constant ? 1.0 / (i + 1) : random[i] + Math.sin(x[(i + 1) % n] + 3 * random[i]);
    }
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    for (int k = 0; k < n * controls.size(); k++) {
      g[k] = random[10 + k] * Math.cos(x[k % n]);
    }
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    for (int k = 0; k < n * disturbances.size(); k++) {
      d[k] = random[25 + k];
    }
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Arrays.fill(jacobian, Double.NaN);
  }

  @Override
  public void fallback(double[] x, double[] u) {
    Arrays.fill(u, 0);
  }

  @Override
  public void initialState(double[] x) {
    Arrays.fill(x, 0);
  }
}
