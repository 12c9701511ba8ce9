package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.ClearanceField;

/**
 * Looks between the nodes: where the interpolated value promises more than clearance and one hold
 * keep, by how much (theory 03.6). Not thread-safe: one instance per thread.
 */
final class CellCheck {

  private final Grid grid;
  private final NodeValues value;
  private final ClearanceField clearance;
  private final Bellman bellman;
  private final int parts;
  private final int samples;
  private final double[] corner;
  private final double[] y;

  CellCheck(Grid grid, NodeValues value, ClearanceField clearance, Bellman bellman, int parts) {
    this.grid = grid;
    this.value = value;
    this.clearance = clearance;
    this.bellman = bellman;
    this.parts = parts;
    int product = 1;
    for (int i = 0; i < grid.dimensions(); i++) {
      product = Math.multiplyExact(product, parts);
    }
    samples = product;
    corner = new double[grid.dimensions()];
    y = new double[grid.dimensions()];
  }

  /** Whether a node is the lower corner of a cell. */
  static boolean hasCell(Grid grid, int node) {
    for (int i = 0; i < grid.dimensions(); i++) {
      GridAxis axis = grid.axis(i);
      if (!axis.periodic() && grid.index(node, i) == axis.count() - 1) {
        return false;
      }
    }
    return true;
  }

  /** The largest loss at the checked points of the cell above a node; 0 where none is certified. */
  double loss(int node) {
    grid.coordinates(node, corner);
    double loss = 0;
    // Point 0 is the node itself, whose loss is the residual.
    for (int sample = 1; sample < samples; sample++) {
      int rest = sample;
      for (int i = 0; i < y.length; i++) {
        y[i] = corner[i] + grid.axis(i).spacing() * (rest % parts) / parts;
        rest /= parts;
      }
      double promised = value.value(y);
      if (promised >= 0) {
        double kept = Math.min(clearance.value(y), bellman.value(y, value));
        loss = Math.max(loss, promised - kept);
      }
    }
    return loss;
  }
}
