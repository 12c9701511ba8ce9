package io.github.hjelm.controller.reach;

/** Multilinear interpolation as the textbook has it: a weighted sum over the corners of a cell. */
final class NaiveTable {

  private final Grid grid;
  private final double[] values;

  NaiveTable(Grid grid, double[] values) {
    this.grid = grid;
    this.values = values;
  }

  /** Value, then the gradient. */
  double[] at(double[] x) {
    int n = grid.dimensions();
    double[] result = new double[n + 1];
    for (int corner = 0; corner < 1 << n; corner++) {
      int node = 0;
      double[] weights = new double[n];
      double[] slopes = new double[n];
      for (int i = 0; i < n; i++) {
        GridAxis axis = grid.axis(i);
        double place = (x[i] - axis.lower()) / axis.spacing();
        int cell = (int) Math.floor(place);
        if (!axis.periodic()) {
          cell = Math.max(0, Math.min(axis.count() - 2, cell));
        }
        double t = place - cell;
        boolean upper = (corner & 1 << i) != 0;
        weights[i] = upper ? t : 1 - t;
        slopes[i] = (upper ? 1 : -1) / axis.spacing();
        node += Math.floorMod(cell + (upper ? 1 : 0), axis.count()) * grid.stride(i);
      }
      result[0] += values[node] * product(weights, slopes, -1);
      for (int i = 0; i < n; i++) {
        result[i + 1] += values[node] * product(weights, slopes, i);
      }
    }
    return result;
  }

  private static double product(double[] weights, double[] slopes, int derived) {
    double product = 1;
    for (int i = 0; i < weights.length; i++) {
      product *= i == derived ? slopes[i] : weights[i];
    }
    return product;
  }
}
