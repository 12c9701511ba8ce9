package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;

/**
 * Where a point lies among the nodes: the cell and the share of it along each axis. All weights are
 * ≥ 0 and add up to 1, so interpolation is monotone. A point outside a non-periodic axis is taken
 * to its nearest end (theory 02.26). Not thread-safe.
 */
final class MultilinearCell {

  private final Grid grid;
  private final int n;
  private final int[] lower;
  private final double[] share;

  MultilinearCell(Grid grid) {
    this.grid = grid;
    n = grid.dimensions();
    lower = new int[n];
    share = new double[n];
  }

  /** Finds the cell of a point, which must be finite. */
  void locate(double[] x) {
    for (int i = 0; i < n; i++) {
      GridAxis axis = grid.axis(i);
      double place = (x[i] - axis.lower()) / axis.spacing();
      if (axis.periodic()) {
        place -= Math.floor(place / axis.count()) * axis.count();
        int cell = Math.min((int) place, axis.count() - 1);
        set(i, cell, place - cell);
      } else {
        double inside = Math.max(0, Math.min(axis.count() - 1, place));
        int cell = Math.min((int) inside, axis.count() - 2);
        set(i, cell, inside - cell);
      }
    }
  }

  private void set(int axis, int cell, double fraction) {
    lower[axis] = cell;
    share[axis] = Math.max(0, Math.min(1, fraction));
  }

  int corners() {
    return 1 << n;
  }

  /** Writes nodes and weights of the corners from a place in the arrays on. */
  void write(int[] nodes, double[] weights, int from) {
    for (int corner = 0; corner < corners(); corner++) {
      int node = 0;
      double weight = 1;
      for (int i = 0; i < n; i++) {
        boolean isUpper = (corner >> i & 1) != 0;
        int index = isUpper ? lower[i] + 1 : lower[i];
        // Only a periodic axis has a cell above its last node.
        node += (index == grid.axis(i).count() ? 0 : index) * grid.stride(i);
        weight *= isUpper ? share[i] : 1 - share[i];
      }
      assert weight >= 0 : "not monotone: " + weight;
      nodes[from + corner] = node;
      weights[from + corner] = weight;
    }
  }
}
