package io.github.hjelm.export.task;

import io.github.hjelm.sensors.sim.map.Extent;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.Arrays;
import java.util.function.BiPredicate;

/**
 * The length of the shortest way to a goal, where what lies close to something solid counts for
 * longer: the solution of |∇V| = s(x) with V = 0 at the goal, by fast sweeping (Zhao, 2005).
 */
final class EikonalField {

  /** Stands for a place from which no way leads to the goal. */
  static final double NO_WAY = 1e4;

  private static final int NODES = 9000;
  private static final double FINEST_M = 0.02;

  /** Closer than this a way counts for longer, up to so many times. */
  private static final double CLOSE_M = 0.3;

  private static final double CLOSE_COST = 4;

  private static final int MAX_SWEEPS = 400;
  private static final double SETTLED_M = 1e-9;

  private final Extent extent;
  private final double spacingM;
  private final int columns;
  private final int rows;
  private final double[] slowness;
  private final double[] v;

  /**
   * Solves it.
   *
   * @param isClosed where there is no way although it is free
   */
  EikonalField(
      FreeSpace map,
      double radiusM,
      double goalXM,
      double goalYM,
      BiPredicate<Double, Double> isClosed) {
    extent = map.extent();
    spacingM = spacingM(extent);
    columns = (int) Math.ceil(extent.widthM() / spacingM) + 1;
    rows = (int) Math.ceil(extent.heightM() / spacingM) + 1;
    slowness = new double[columns * rows];
    v = new double[columns * rows];
    Arrays.fill(v, NO_WAY);
    for (int node = 0; node < v.length; node++) {
      double x = xM(node % columns);
      double y = yM(node / columns);
      double room = map.signedDistance(x, y) - radiusM;
      double nearness = Math.max(0, 1 - room / CLOSE_M);
      boolean isOpen = room > 0 && !isClosed.test(x, y);
      slowness[node] = isOpen ? 1 + CLOSE_COST * nearness * nearness : 0;
      double away = Math.hypot(x - goalXM, y - goalYM);
      if (isOpen && away <= 1.5 * spacingM) {
        v[node] = away;
      }
    }
    sweep();
  }

  static double spacingM(Extent extent) {
    return Math.max(FINEST_M, Math.sqrt(extent.widthM() * extent.heightM() / NODES));
  }

  private double xM(int column) {
    return extent.lowerXM() + column * spacingM;
  }

  private double yM(int row) {
    return extent.lowerYM() + row * spacingM;
  }

  private void sweep() {
    double change = NO_WAY;
    for (int sweep = 0; sweep < MAX_SWEEPS && (change > SETTLED_M || sweep % 4 != 0); sweep++) {
      change = sweep % 4 == 0 ? 0 : change;
      boolean rightward = sweep % 2 == 0;
      boolean upward = sweep % 4 < 2;
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          int node = (upward ? j : rows - 1 - j) * columns + (rightward ? i : columns - 1 - i);
          double now = Math.min(v[node], update(node));
          change = Math.max(change, v[node] - now);
          v[node] = now;
        }
      }
    }
  }

  // ((v - a)⁺)² + ((v - b)⁺)² = (s h)²
  private double update(int node) {
    if (slowness[node] == 0) {
      return NO_WAY;
    }
    int column = node % columns;
    double left = column > 0 ? v[node - 1] : NO_WAY;
    double right = column < columns - 1 ? v[node + 1] : NO_WAY;
    double below = node >= columns ? v[node - columns] : NO_WAY;
    double above = node < v.length - columns ? v[node + columns] : NO_WAY;
    double a = Math.min(left, right);
    double b = Math.min(below, above);
    double step = slowness[node] * spacingM;
    if (Math.abs(a - b) >= step) {
      return Math.min(a, b) + step;
    }
    return 0.5 * (a + b + Math.sqrt(2 * step * step - (a - b) * (a - b)));
  }

  /** The way that is left, between nodes by bilinear interpolation. */
  double at(double xM, double yM) {
    double u = (xM - extent.lowerXM()) / spacingM;
    double w = (yM - extent.lowerYM()) / spacingM;
    // Written so that NaN is nowhere.
    if (!(u >= 0 && w >= 0 && u < columns - 1 && w < rows - 1)) {
      return NO_WAY;
    }
    int column = (int) u;
    int row = (int) w;
    int node = row * columns + column;
    double a = u - column;
    double b = w - row;
    return (1 - b) * ((1 - a) * v[node] + a * v[node + 1])
        + b * ((1 - a) * v[node + columns] + a * v[node + columns + 1]);
  }
}
