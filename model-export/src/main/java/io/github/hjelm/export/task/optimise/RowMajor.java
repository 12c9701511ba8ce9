package io.github.hjelm.export.task.optimise;

/** Products of small row-major matrices; each adds to what its output holds. */
final class RowMajor {

  private RowMajor() {}

  /** out += a b, with a rows × inner and b inner × columns. */
  static void addProduct(double[] a, double[] b, int rows, int inner, int columns, double[] out) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        double left = a[i * inner + k];
        for (int j = 0; j < columns; j++) {
          out[i * columns + j] += left * b[k * columns + j];
        }
      }
    }
  }

  /** out += aᵀ b, with a inner × rows and b inner × columns. */
  static void addTransposedProduct(
      double[] a, double[] b, int inner, int rows, int columns, double[] out) {
    for (int k = 0; k < inner; k++) {
      for (int i = 0; i < rows; i++) {
        double left = a[k * rows + i];
        for (int j = 0; j < columns; j++) {
          out[i * columns + j] += left * b[k * columns + j];
        }
      }
    }
  }
}
