package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import java.util.Arrays;

/**
 * One coefficient of the Hamiltonian at all nodes, kept once for each place on the axes that it
 * depends on, and along the last axis always, so that the inner loops read it as a row.
 */
final class CoefficientTable {

  private final double[][] rows;
  private final int[] strides;
  private final int[] counts;
  private final int[] tableStrides;

  private CoefficientTable(double[][] rows, int[] strides, int[] counts, int[] tableStrides) {
    this.rows = rows;
    this.strides = strides;
    this.counts = counts;
    this.tableStrides = tableStrides;
  }

  /**
   * Tabulates a coefficient.
   *
   * @param depends per axis, whether the coefficient changes along it
   */
  static CoefficientTable of(Grid grid, boolean[] depends, NodeFunction coefficient) {
    int last = grid.dimensions() - 1;
    int[] tableStrides = new int[last];
    int[] strides = new int[last];
    int[] counts = new int[last];
    int size = 1;
    for (int axis = last - 1; axis >= 0; axis--) {
      counts[axis] = grid.axis(axis).count();
      strides[axis] = grid.stride(axis) / grid.axis(last).count();
      tableStrides[axis] = depends[axis] ? size : 0;
      size *= depends[axis] ? counts[axis] : 1;
    }
    CoefficientTable table =
        new CoefficientTable(
            new double[size][grid.axis(last).count()], strides, counts, tableStrides);
    table.fill(grid, coefficient);
    return table;
  }

  private void fill(Grid grid, NodeFunction coefficient) {
    int n = grid.axis(grid.dimensions() - 1).count();
    double[] x = new double[grid.dimensions()];
    boolean[] done = new boolean[rows.length];
    for (int line = 0; line < grid.size() / n; line++) {
      int at = index(line);
      if (!done[at]) {
        done[at] = true;
        for (int i = 0; i < n; i++) {
          grid.coordinates(line * n + i, x);
          rows[at][i] = coefficient.at(x);
        }
      }
    }
  }

  private int index(int line) {
    int at = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      at += line / strides[axis] % counts[axis] * tableStrides[axis];
    }
    return at;
  }

  /** The coefficient along a line of nodes of the last axis. */
  double[] row(int line) {
    return rows[index(line)];
  }

  boolean isZero() {
    return Arrays.stream(rows).allMatch(row -> Arrays.stream(row).allMatch(value -> value == 0));
  }

  double largestMagnitude() {
    double largest = 0;
    for (double[] row : rows) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }
}
