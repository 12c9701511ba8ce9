package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Values;

/** Multilinear interpolation, written to be obvious and not to be fast. */
final class TableLookup {

  private TableLookup() {}

  /** The value at a state; NaN outside the grid. */
  static double value(Grid grid, Values values, double[] x) {
    return value(grid, values, x, 0, 0);
  }

  private static double value(Grid grid, Values values, double[] x, int axis, int node) {
    if (axis == grid.dimensions()) {
      return values.get(node);
    }
    GridAxis along = grid.axis(axis);
    double place = (x[axis] - along.lower()) / along.spacing();
    int count = along.count();
    if (along.periodic()) {
      place -= Math.floor(place / count) * count;
    } else if (!(place >= 0 && place <= count - 1)) {
      return Double.NaN;
    }
    int below = along.periodic() ? (int) place % count : Math.min((int) place, count - 2);
    int above = (below + 1) % count;
    double weight = place - below;
    double atBelow = value(grid, values, x, axis + 1, node + below * grid.stride(axis));
    double atAbove = value(grid, values, x, axis + 1, node + above * grid.stride(axis));
    return (1 - weight) * atBelow + weight * atAbove;
  }
}
