package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;

/** The form ½xᵀSx with a symmetric S, and how it is read off values on a grid. */
final class Quadratic {

  private final int n;
  private final double[] s;

  Quadratic(int n) {
    this.n = n;
    this.s = new double[n * n];
  }

  double entry(int i, int j) {
    return s[i * n + j];
  }

  double at(double[] x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += x[i] * s[i * n + j] * x[j];
      }
    }
    return sum / 2;
  }

  /** The largest entry. */
  double size() {
    double size = 0;
    for (double entry : s) {
      size = Math.max(size, Math.abs(entry));
    }
    return size;
  }

  void add(Quadratic other) {
    for (int entry = 0; entry < s.length; entry++) {
      s[entry] += other.s[entry];
    }
  }

  /**
   * Adds the quadratic part of v: least squares over the inner half of the box, where its rim has
   * least to say (theory 02.15).
   *
   * @return the largest entry added
   */
  double addPartOf(Grid grid, double[] v) {
    int terms = 1 + n + n * (n + 1) / 2;
    double[][] normal = new double[terms][terms + 1];
    double[] basis = new double[terms];
    double[] x = new double[n];
    for (int node = 0; node < v.length; node++) {
      if (isInner(grid, node)) {
        grid.coordinates(node, x);
        writeBasis(x, basis);
        for (int i = 0; i < terms; i++) {
          for (int j = 0; j < terms; j++) {
            normal[i][j] += basis[i] * basis[j];
          }
          normal[i][terms] += basis[i] * v[node];
        }
      }
    }
    eliminate(normal);
    double largest = 0;
    int term = 1 + n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double added = normal[term][terms] / normal[term][term];
        term++;
        s[i * n + j] += added;
        s[j * n + i] = s[i * n + j];
        largest = Math.max(largest, Math.abs(added));
      }
    }
    return largest;
  }

  private static boolean isInner(Grid grid, int node) {
    for (int axis = 0; axis < grid.dimensions(); axis++) {
      int last = grid.axis(axis).count() - 1;
      int margin = Math.abs(2 * grid.index(node, axis) - last);
      // At least three nodes, or there is no curvature to see.
      if (margin > Math.max(2, last / 2)) {
        return false;
      }
    }
    return true;
  }

  private void writeBasis(double[] x, double[] basis) {
    basis[0] = 1;
    System.arraycopy(x, 0, basis, 1, n);
    int term = 1 + n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        basis[term++] = i == j ? x[i] * x[i] / 2 : x[i] * x[j];
      }
    }
  }

  /** Gauss-Jordan with pivots on the diagonal: the matrix is positive definite. */
  private static void eliminate(double[][] matrix) {
    int size = matrix.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = 0; row < size; row++) {
        if (row == pivot) {
          continue;
        }
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column <= size; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
      }
    }
  }
}
