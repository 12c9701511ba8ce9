package io.github.hjelm.controller.reach;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** ẋ = -x + Gu + Dd with matrices from a seed and two disturbances. */
final class MatrixRobot implements Robot {

  static final double BOUND = 0.7;

  private final int n;
  private final List<Quantity> controls;
  private final double[] g;
  private final double[] e;

  MatrixRobot(int n, List<Double> lower, List<Double> upper, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.n = n;
    this.controls =
        IntStream.range(0, lower.size())
            .mapToObj(j -> Quantity.bounded("u" + j, "1", lower.get(j), upper.get(j)))
            .toList();
    this.g = random.doubles((long) n * controls.size(), -1, 1).toArray();
    this.e = random.doubles(2L * n, -1, 1).toArray();
  }

  @Override
  public String name() {
    return "matrix-robot";
  }

  @Override
  public List<Quantity> states() {
    return IntStream.range(0, n).mapToObj(i -> Quantity.unbounded("x" + i, "1")).toList();
  }

  @Override
  public List<Quantity> controls() {
    return controls;
  }

  @Override
  public List<Quantity> disturbances() {
    return List.of(Quantity.symmetric("d0", "1", BOUND), Quantity.symmetric("d1", "1", BOUND));
  }

  @Override
  public void drift(double[] x, double[] f) {
    for (int i = 0; i < n; i++) {
      f[i] = -x[i];
    }
  }

  @Override
  public void controlMatrix(double[] x, double[] matrix) {
    System.arraycopy(g, 0, matrix, 0, g.length);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] matrix) {
    System.arraycopy(e, 0, matrix, 0, e.length);
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Arrays.fill(jacobian, 0);
    for (int i = 0; i < n; i++) {
      jacobian[i * n + i] = -1;
    }
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
