package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;

/**
 * Copies of one robot that do not touch each other, as one robot: a mass in space is a mass on a
 * line along each axis. Names of quantities get the copy's own behind them.
 */
final class SideBySide implements Robot {

  private final Robot robot;
  private final List<String> copies;
  private final int n;
  private final int m;
  private final int p;
  private final List<Quantity> states;
  private final List<Quantity> controls;
  private final List<Quantity> disturbances;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** One copy's vectors and matrices, one set per thread. */
  private final class Scratch {
    private final double[] x = new double[n];
    private final double[] u = new double[m];
    private final double[] d = new double[p];
    private final double[] out = new double[n * Math.max(n, Math.max(m, p))];
  }

  SideBySide(Robot robot, List<String> copies) {
    this.robot = robot;
    this.copies = copies;
    n = robot.states().size();
    m = robot.controls().size();
    p = robot.disturbances().size();
    states = named(robot.states());
    controls = named(robot.controls());
    disturbances = named(robot.disturbances());
  }

  private List<Quantity> named(List<Quantity> quantities) {
    List<Quantity> all = new ArrayList<>();
    for (String copy : copies) {
      for (Quantity q : quantities) {
        all.add(new Quantity(q.name() + "_" + copy, q.unit(), q.lower(), q.upper(), q.periodic()));
      }
    }
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return robot.name();
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
    blocks(x, 1, robot::drift, copy -> 0, f, 1);
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    Arrays.fill(g, 0, states.size() * controls.size(), 0.0);
    blocks(x, m, robot::controlMatrix, copy -> copy * m, g, controls.size());
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    Arrays.fill(d, 0, states.size() * disturbances.size(), 0.0);
    blocks(x, p, robot::disturbanceMatrix, copy -> copy * p, d, disturbances.size());
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Arrays.fill(jacobian, 0, states.size() * states.size(), 0.0);
    Scratch one = scratch.get();
    for (int copy = 0; copy < copies.size(); copy++) {
      System.arraycopy(x, copy * n, one.x, 0, n);
      System.arraycopy(u, copy * m, one.u, 0, m);
      System.arraycopy(d, copy * p, one.d, 0, p);
      robot.stateJacobian(one.x, one.u, one.d, one.out);
      for (int i = 0; i < n; i++) {
        System.arraycopy(one.out, i * n, jacobian, (copy * n + i) * states.size() + copy * n, n);
      }
    }
  }

  /** Puts what each copy writes, n rows of some columns, into its place. */
  private void blocks(
      double[] x,
      int columns,
      BiConsumer<double[], double[]> write,
      IntUnaryOperator firstColumn,
      double[] out,
      int width) {
    Scratch one = scratch.get();
    for (int copy = 0; copy < copies.size(); copy++) {
      System.arraycopy(x, copy * n, one.x, 0, n);
      write.accept(one.x, one.out);
      for (int i = 0; i < n; i++) {
        int at = (copy * n + i) * width + firstColumn.applyAsInt(copy);
        System.arraycopy(one.out, i * columns, out, at, columns);
      }
    }
  }

  @Override
  public void fallback(double[] x, double[] u) {
    Scratch one = scratch.get();
    for (int copy = 0; copy < copies.size(); copy++) {
      System.arraycopy(x, copy * n, one.x, 0, n);
      robot.fallback(one.x, one.u);
      System.arraycopy(one.u, 0, u, copy * m, m);
    }
  }

  @Override
  public void initialState(double[] x) {
    Scratch one = scratch.get();
    robot.initialState(one.x);
    for (int copy = 0; copy < copies.size(); copy++) {
      System.arraycopy(one.x, 0, x, copy * n, n);
    }
  }
}
