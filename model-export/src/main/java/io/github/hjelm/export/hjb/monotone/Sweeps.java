package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;

/** Gauss-Seidel sweeps over a chain, in all 2ⁿ directions of a grid (theory 02.7). */
final class Sweeps {

  private final Grid grid;
  private final int size;

  Sweeps(Grid grid) {
    this.grid = grid;
    this.size = grid.size();
  }

  /** One sweep in each direction. */
  void all(ChainRows rows, double[] v) {
    // A direction and its opposite follow each other: what the first carried out, the second
    // carries back.
    int directions = 1 << grid.dimensions();
    for (int direction = 0; direction < directions / 2; direction++) {
      for (int k = 0; k < size; k++) {
        int node = flipped(k, direction);
        v[node] = rows.balanced(node, v);
      }
      for (int k = size - 1; k >= 0; k--) {
        int node = flipped(k, direction);
        v[node] = rows.balanced(node, v);
      }
    }
  }

  private int flipped(int k, int direction) {
    int node = k;
    for (int axis = 0; direction >> axis > 0; axis++) {
      if ((direction >> axis & 1) != 0) {
        int mirrored = grid.axis(axis).count() - 1 - 2 * grid.index(k, axis);
        node += mirrored * grid.stride(axis);
      }
    }
    return node;
  }
}
