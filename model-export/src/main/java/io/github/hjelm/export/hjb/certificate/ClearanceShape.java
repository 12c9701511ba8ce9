package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.controller.safety.HeldFlow;
import io.github.hjelm.export.hjb.AvoidGame;
import java.util.function.IntToDoubleFunction;

/**
 * What margins have to know of the clearance: how steep it is, how deep it dips between two looks
 * (theory 03.7), how large it gets, and how far a hold leads. Measured at nodes.
 */
final class ClearanceShape {

  /** A dip is looked for at so many nodes at most. */
  private static final int MOST_NODES = 20_000;

  private final AvoidGame game;
  private final Grid grid;
  private final double[] l;
  private double dip;
  private double cellsPerHold;

  ClearanceShape(AvoidGame game, double holdS) {
    this.game = game;
    grid = game.grid();
    l = new double[grid.size()];
    double[] x = new double[grid.dimensions()];
    for (int node = 0; node < l.length; node++) {
      grid.coordinates(node, x);
      l[node] = game.clearance().value(x);
    }
    measure(holdS);
  }

  double largest() {
    double largest = 0;
    for (double one : l) {
      largest = Math.max(largest, one);
    }
    return largest;
  }

  /** The steepest slope along each axis. */
  double[] slopes() {
    return steepest(grid, node -> l[node], Double.NEGATIVE_INFINITY);
  }

  double dip() {
    return dip;
  }

  /** The longest move of one hold along any axis, in cells. */
  double cellsPerHold() {
    return cellsPerHold;
  }

  /** The steepest slope along each axis between neighbours that are both at a level or above. */
  static double[] steepest(Grid grid, IntToDoubleFunction at, double level) {
    double[] slopes = new double[grid.dimensions()];
    for (int node = 0; node < grid.size(); node++) {
      for (int i = 0; i < slopes.length; i++) {
        GridAxis axis = grid.axis(i);
        int index = grid.index(node, i);
        boolean isLast = index == axis.count() - 1;
        if (isLast && !axis.periodic()) {
          continue;
        }
        int next = node + (isLast ? -index : 1) * grid.stride(i);
        double here = at.applyAsDouble(node);
        double there = at.applyAsDouble(next);
        if (here >= level && there >= level) {
          slopes[i] = Math.max(slopes[i], Math.abs(there - here) / axis.spacing());
        }
      }
    }
    return slopes;
  }

  private void measure(double holdS) {
    HeldFlow flow = new HeldFlow(game.robot());
    BoxVertices controls = BoxVertices.of(game.robot().controls());
    BoxVertices disturbances = BoxVertices.of(game.robot().disturbances());
    double[] x = new double[grid.dimensions()];
    double[] quarter = new double[x.length];
    double[] half = new double[x.length];
    double[] end = new double[x.length];
    double[] u = new double[game.robot().controls().size()];
    double[] d = new double[game.robot().disturbances().size()];
    int stride = Math.max(1, l.length / MOST_NODES) | 1;
    for (int node = 0; node < l.length; node += stride) {
      grid.coordinates(node, x);
      for (int j = 0; j < controls.count(); j++) {
        controls.copy(j, u);
        for (int k = 0; k < disturbances.count(); k++) {
          disturbances.copy(k, d);
          flow.hold(x, u, d, holdS / 2, quarter, half);
          takeDip(node, quarter, half);
          flow.hold(x, u, d, holdS, half, end);
          takeMove(x, end);
        }
      }
    }
  }

  /** How far l lies below its chord half-way between two looks, where nothing has been hit. */
  private void takeDip(int node, double[] quarter, double[] half) {
    double atHalf = game.clearance().value(half);
    if (l[node] >= 0 && atHalf >= 0) {
      dip = Math.max(dip, (l[node] + atHalf) / 2 - game.clearance().value(quarter));
    }
  }

  private void takeMove(double[] x, double[] end) {
    for (int i = 0; i < x.length; i++) {
      GridAxis axis = grid.axis(i);
      double move = end[i] - x[i];
      move = axis.periodic() ? Math.IEEEremainder(move, axis.upper() - axis.lower()) : move;
      cellsPerHold = Math.max(cellsPerHold, Math.abs(move) / axis.spacing());
    }
  }
}
