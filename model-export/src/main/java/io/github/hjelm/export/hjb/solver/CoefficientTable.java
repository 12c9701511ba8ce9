package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import org.jspecify.annotations.Nullable;

/**
 * One coefficient of the Hamiltonian at all nodes, kept once for each place on the axes that it
 * depends on, and along the last axis always, so that the inner loops read it as a row.
 */
final class CoefficientTable {

  /** Per line of nodes along the last axis; lines that are alike share their row. */
  private final double[][] rows;

  private CoefficientTable(double[][] rows) {
    this.rows = rows;
  }

  /** Tabulates all coefficients; null stands for one that is zero everywhere. */
  static @Nullable CoefficientTable[] all(Grid grid, Coefficients coefficients) {
    Dependence dependence = Dependence.of(grid, coefficients);
    double[] out = new double[coefficients.count()];
    @Nullable CoefficientTable[] tables = new @Nullable CoefficientTable[out.length];
    for (int c = 0; c < tables.length; c++) {
      int which = c;
      CoefficientTable table =
          of(
              grid,
              dependence.of(c),
              x -> {
                coefficients.at(x, out);
                return out[which];
              });
      tables[c] = table.isZero() ? null : table;
    }
    return tables;
  }

  /**
   * Tabulates a coefficient.
   *
   * @param depends per axis, whether the coefficient changes along it
   */
  static CoefficientTable of(Grid grid, boolean[] depends, NodeFunction coefficient) {
    int last = grid.dimensions() - 1;
    int n = grid.axis(last).count();
    double[][] rows = new double[grid.size() / n][];
    double[] x = new double[last + 1];
    for (int line = 0; line < rows.length; line++) {
      int alike = alike(grid, depends, line * n) / n;
      if (alike < line) {
        rows[line] = rows[alike];
        continue;
      }
      rows[line] = new double[n];
      for (int i = 0; i < n; i++) {
        grid.coordinates(line * n + i, x);
        rows[line][i] = coefficient.at(x);
      }
    }
    return new CoefficientTable(rows);
  }

  /** The node at index 0 on all axes that do not matter. */
  private static int alike(Grid grid, boolean[] depends, int node) {
    int at = node;
    for (int axis = 0; axis < depends.length - 1; axis++) {
      at -= depends[axis] ? 0 : grid.index(node, axis) * grid.stride(axis);
    }
    return at;
  }

  /** The coefficient along a line of nodes of the last axis. */
  double[] row(int line) {
    return rows[line];
  }

  boolean isZero() {
    return largestMagnitude() == 0;
  }

  /** NaN if any is. */
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
