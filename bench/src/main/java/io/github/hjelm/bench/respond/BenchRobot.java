package io.github.hjelm.bench.respond;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A robot of as many states and controls as a workload has: controls are the rates of its first
 * states. Its box holds everything, so that commands come out as the network made them.
 */
final class BenchRobot implements Robot {

  private static final double BOX = 1e9;

  private final List<Quantity> states;
  private final List<Quantity> controls;

  BenchRobot(int states, int controls) {
    this.states =
        IntStream.range(0, states).mapToObj(i -> Quantity.unbounded("x" + i, "1")).toList();
    this.controls =
        IntStream.range(0, controls)
            .mapToObj(j -> Quantity.symmetric("u" + j, "1/s", BOX))
            .toList();
  }

  @Override
  public String name() {
    return "bench";
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
    return List.of();
  }

  @Override
  public void drift(double[] x, double[] f) {
    Arrays.fill(f, 0, states.size(), 0);
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    int m = controls.size();
    Arrays.fill(g, 0, states.size() * m, 0);
    for (int j = 0; j < m; j++) {
      g[j * m + j] = 1;
    }
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    // has none
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Arrays.fill(jacobian, 0, states.size() * states.size(), 0);
  }

  @Override
  public void fallback(double[] x, double[] u) {
    Arrays.fill(u, 0, controls.size(), 0);
  }

  @Override
  public void initialState(double[] x) {
    Arrays.fill(x, 0, states.size(), 0);
  }
}
