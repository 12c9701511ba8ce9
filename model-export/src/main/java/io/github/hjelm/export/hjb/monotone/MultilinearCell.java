package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;

/**
 * Where a point lies among the nodes: the cell and the share of it along each axis. All weights are
 * ≥ 0 and add up to 1, so interpolation is monotone. A point outside a non-periodic axis is taken
 * to its nearest end (theory 02.26). Not thread-safe.
 */
final class MultilinearCell {

  /** So near to a node, in cells, a point is the node: rounding must not call in a neighbour. */
  private static final double ON_NODE = 1e-9;

  private final int n;
  private final int corners;
  private final double[] origin;
  private final double[] cellsPerUnit;
  private final int[] count;
  private final int[] stride;
  private final boolean[] periodic;
  private final int[] lower;
  private final double[] share;

  MultilinearCell(Grid grid) {
    n = grid.dimensions();
    corners = 1 << n;
    origin = new double[n];
    cellsPerUnit = new double[n];
    count = new int[n];
    stride = new int[n];
    periodic = new boolean[n];
    for (int i = 0; i < n; i++) {
      GridAxis axis = grid.axis(i);
      origin[i] = axis.lower();
      cellsPerUnit[i] = 1 / axis.spacing();
      count[i] = axis.count();
      stride[i] = grid.stride(i);
      periodic[i] = axis.periodic();
    }
    lower = new int[n];
    share = new double[n];
  }

  /**
   * Finds the cell of a point, which must be finite.
   *
   * @return how many cells it lies outside the grid, along the axis where that is most
   */
  double locate(double[] x) {
    double outside = 0;
    for (int i = 0; i < n; i++) {
      double place = (x[i] - origin[i]) * cellsPerUnit[i];
      if (periodic[i]) {
        place -= Math.floor(place / count[i]) * count[i];
        int cell = Math.min((int) place, count[i] - 1);
        set(i, cell, place - cell);
      } else {
        double inside = Math.max(0, Math.min(count[i] - 1, place));
        outside = Math.max(outside, Math.abs(place - inside));
        int cell = Math.min((int) inside, count[i] - 2);
        set(i, cell, inside - cell);
      }
    }
    return outside;
  }

  private void set(int axis, int cell, double fraction) {
    lower[axis] = cell;
    share[axis] = fraction < ON_NODE ? 0 : fraction > 1 - ON_NODE ? 1 : fraction;
  }

  int corners() {
    return corners;
  }

  /** Writes nodes and weights of the corners from a place in the arrays on. */
  void write(int[] nodes, double[] weights, int from) {
    for (int corner = 0; corner < corners; corner++) {
      double weight = weight(corner);
      assert weight >= 0 : "not monotone: " + weight;
      nodes[from + corner] = node(corner);
      weights[from + corner] = weight;
    }
  }

  // I[v](y) = Σ_c w_c(y) v_c                                                     (theory 02.26)
  /** The value at the point located last; infinite if a corner that counts is. */
  double value(double[] v) {
    double sum = 0;
    for (int corner = 0; corner < corners; corner++) {
      double weight = weight(corner);
      if (weight > 0) {
        sum += weight * v[node(corner)];
      }
    }
    return sum;
  }

  private double weight(int corner) {
    double weight = 1;
    for (int i = 0; i < n; i++) {
      weight *= (corner >> i & 1) != 0 ? share[i] : 1 - share[i];
    }
    return weight;
  }

  private int node(int corner) {
    int node = 0;
    for (int i = 0; i < n; i++) {
      int index = lower[i] + (corner >> i & 1);
      // Only a periodic axis has a cell above its last node.
      node += (index == count[i] ? 0 : index) * stride[i];
    }
    return node;
  }
}
