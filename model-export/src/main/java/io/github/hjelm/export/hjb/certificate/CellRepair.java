package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;

/**
 * Takes back a promise at a point between nodes: the corners of its cell are cut off at the highest
 * level at which the interpolated value falls below μ (theory 03.6). Corners below that level stay
 * as they are, and none is cut below μ, so that states near by keep what they have.
 */
final class CellRepair {

  /** Halvings of the level that is looked for: to a millionth of a millionth of the cap. */
  private static final int HALVINGS = 40;

  private final Grid grid;
  private final double[] values;
  private final boolean[] changed;
  private final CertificateSettings settings;
  private final int[] lattice;
  private final double[] x;
  private final int[] corners;
  private final double[] weights;

  /**
   * Lowers these values.
   *
   * @param changed is set where it did
   */
  CellRepair(Grid grid, double[] values, boolean[] changed, CertificateSettings settings) {
    this.grid = grid;
    this.values = values;
    this.changed = changed;
    this.settings = settings;
    int n = grid.dimensions();
    lattice = new int[n];
    x = new double[n];
    corners = new int[1 << n];
    weights = new double[1 << n];
  }

  /** Takes back the points of the cell above a node that are set. */
  void lower(int node, long points, HeldMoves moves) {
    for (int sample = 0; sample < Long.SIZE; sample++) {
      if ((points >>> sample & 1) == 1) {
        CellCheck.lattice(grid, node, sample, moves.parts(), lattice);
        moves.coordinates(lattice, x);
        locate();
        cut();
      }
    }
  }

  private void cut() {
    double below = settings.level() - settings.tolerance();
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < corners.length; k++) {
      high = weights[k] > 0 ? Math.max(high, values[corners[k]]) : high;
    }
    if (interpolated(high) < settings.level()) {
      return;
    }
    double low = below;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (interpolated(middle) < settings.level() - settings.tolerance() / 2) {
        low = middle;
      } else {
        high = middle;
      }
    }
    for (int k = 0; k < corners.length; k++) {
      if (weights[k] > 0 && values[corners[k]] > low) {
        values[corners[k]] = low;
        changed[corners[k]] = true;
      }
    }
  }

  private double interpolated(double most) {
    double sum = 0;
    for (int k = 0; k < corners.length; k++) {
      sum += weights[k] > 0 ? weights[k] * Math.min(most, values[corners[k]]) : 0;
    }
    return sum;
  }

  /** Finds corners and weights. */
  private void locate() {
    corners[0] = 0;
    weights[0] = 1;
    int found = 1;
    for (int i = 0; i < x.length; i++) {
      GridAxis axis = grid.axis(i);
      double place = (x[i] - axis.lower()) / axis.spacing();
      int cell = (int) Math.floor(place);
      cell = axis.periodic() ? cell : Math.min(cell, axis.count() - 2);
      double share = Math.min(place - cell, 1);
      int near = Math.floorMod(cell, axis.count()) * grid.stride(i);
      int far = Math.floorMod(cell + 1, axis.count()) * grid.stride(i);
      for (int k = 0; k < found; k++) {
        corners[found + k] = corners[k] + far;
        weights[found + k] = weights[k] * share;
        corners[k] += near;
        weights[k] *= 1 - share;
      }
      found *= 2;
    }
  }
}
