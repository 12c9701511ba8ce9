package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * Some states of a robot that change as they do whatever the others are, with the controls and
 * disturbances that act on them: a robot of its own.
 */
final class PartOfRobot implements Robot {

  private final Robot whole;
  private final List<Integer> rows;
  private final List<Integer> controlColumns;
  private final List<Integer> disturbanceColumns;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** The whole robot's vectors and matrices, one set per thread; states outside stay zero. */
  private final class Scratch {
    private final int n = whole.states().size();
    private final double[] x = new double[n];
    private final double[] u = new double[whole.controls().size()];
    private final double[] d = new double[whole.disturbances().size()];
    private final double[] out = new double[n * Math.max(n, Math.max(u.length, d.length))];
  }

  PartOfRobot(
      Robot whole,
      List<Integer> rows,
      List<Integer> controlColumns,
      List<Integer> disturbanceColumns) {
    this.whole = whole;
    this.rows = rows;
    this.controlColumns = controlColumns;
    this.disturbanceColumns = disturbanceColumns;
  }

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public List<Quantity> states() {
    return rows.stream().map(whole.states()::get).toList();
  }

  @Override
  public List<Quantity> controls() {
    return controlColumns.stream().map(whole.controls()::get).toList();
  }

  @Override
  public List<Quantity> disturbances() {
    return disturbanceColumns.stream().map(whole.disturbances()::get).toList();
  }

  @Override
  public void drift(double[] x, double[] f) {
    Scratch all = filled(x);
    whole.drift(all.x, all.out);
    take(all.out, 1, List.of(0), f);
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    Scratch all = filled(x);
    whole.controlMatrix(all.x, all.out);
    take(all.out, all.u.length, controlColumns, g);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    Scratch all = filled(x);
    whole.disturbanceMatrix(all.x, all.out);
    take(all.out, all.d.length, disturbanceColumns, d);
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Scratch all = filled(x);
    place(u, controlColumns, all.u);
    place(d, disturbanceColumns, all.d);
    whole.stateJacobian(all.x, all.u, all.d, all.out);
    take(all.out, all.n, rows, jacobian);
  }

  @Override
  public void fallback(double[] x, double[] u) {
    Scratch all = filled(x);
    whole.fallback(all.x, all.u);
    for (int j = 0; j < controlColumns.size(); j++) {
      u[j] = all.u[controlColumns.get(j)];
    }
  }

  @Override
  public void initialState(double[] x) {
    Scratch all = scratch.get();
    whole.initialState(all.out);
    for (int i = 0; i < rows.size(); i++) {
      x[i] = all.out[rows.get(i)];
    }
  }

  private Scratch filled(double[] x) {
    Scratch all = scratch.get();
    place(x, rows, all.x);
    return all;
  }

  private static void place(double[] part, List<Integer> places, double[] all) {
    for (int i = 0; i < places.size(); i++) {
      all[places.get(i)] = part[i];
    }
  }

  private void take(double[] all, int width, List<Integer> columns, double[] part) {
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        part[i * columns.size() + j] = all[rows.get(i) * width + columns.get(j)];
      }
    }
  }
}
