package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import java.util.ArrayList;
import java.util.List;

/** A grid, and a wider one of the same spacing around it; periodic axes stay as they are. */
final class GridMargin {

  private final Grid inner;
  private final List<GridAxis> axes = new ArrayList<>();
  private final int[] extra;

  /**
   * A margin.
   *
   * @param share how much wider the grid gets at either end of an axis, as a share of its length
   */
  GridMargin(Grid inner, double share) {
    this.inner = inner;
    extra = new int[inner.dimensions()];
    for (int i = 0; i < extra.length; i++) {
      GridAxis axis = inner.axis(i);
      extra[i] = axis.periodic() ? 0 : (int) Math.ceil(share * (axis.count() - 1));
      double more = extra[i] * axis.spacing();
      axes.add(
          new GridAxis(
              axis.name(),
              axis.unit(),
              axis.lower() - more,
              axis.upper() + more,
              axis.count() + 2 * extra[i],
              axis.periodic()));
    }
  }

  /** How many nodes the wider grid has; more than it can have, perhaps. */
  double wideSize() {
    double size = 1;
    for (GridAxis axis : axes) {
      size *= axis.count();
    }
    return size;
  }

  Grid wide() {
    return new Grid(axes);
  }

  /** The node of the wider grid at which a node of the inner one lies. */
  int wideNode(int node) {
    int wide = 0;
    for (int i = 0; i < extra.length; i++) {
      wide = wide * axes.get(i).count() + inner.index(node, i) + extra[i];
    }
    return wide;
  }
}
