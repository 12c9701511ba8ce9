package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.TableOutcome;
import io.github.hjelm.controller.reach.TablePoint;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.export.hjb.AvoidGame;

/**
 * Q(x) = max over u of min over d of min{l(φ_{h/2}), l(φ_h), V(φ_h)} (theory 03.3) at points of the
 * lattice, action by action. Not thread-safe: one instance per thread.
 */
final class HeldBackup {

  private final HeldMoves moves;
  private final HeldMoves.Reader reader;
  private final ClearanceField clearance;
  private final boolean isFree;
  private final double cap;
  private final double floor;
  private final TablePoint point;
  private final double[] x;
  private final double[] there;
  private int best;

  /**
   * Reads one table.
   *
   * @param floor what a place counts as of which nothing is known
   */
  HeldBackup(AvoidGame game, HeldMoves moves, ValueTable table, double cap, double floor) {
    this.moves = moves;
    this.cap = cap;
    this.floor = floor;
    reader = moves.reader();
    clearance = game.clearance();
    isFree = game.beyond() == AvoidGame.Beyond.FREE;
    point = table.newPoint();
    x = new double[game.grid().dimensions()];
    there = new double[x.length];
  }

  /** Goes to a point of the lattice. */
  void moveTo(int[] lattice) {
    moves.coordinates(lattice, x);
    reader.moveTo(lattice);
  }

  /** l where it is now. */
  double clearance() {
    return clearance.value(x);
  }

  /** V where it is now; the floor off the grid. */
  double value() {
    return point.lookValue(x) == TableOutcome.INSIDE ? point.value() : floor;
  }

  /** The least l half-way through a hold of that action. */
  double gate(int action) {
    double least = Double.POSITIVE_INFINITY;
    for (int d = 0; d < moves.disturbances(); d++) {
      reader.follow(action, d, false, x, there);
      least = Math.min(least, clearance.value(there));
    }
    return least;
  }

  /** The least of V and l at the end of a hold of that action; stops below {@code enough}. */
  double ends(int action, double enough) {
    double least = Double.POSITIVE_INFINITY;
    for (int d = 0; d < moves.disturbances() && least >= enough; d++) {
      reader.follow(action, d, true, x, there);
      least = Math.min(least, arrival());
    }
    return least;
  }

  private double arrival() {
    if (point.lookValue(there) == TableOutcome.INSIDE) {
      // Between nodes the interpolated V lies above l where l is convex.
      return Math.min(point.value(), clearance.value(there));
    }
    // Written so that NaN is the floor.
    return isFree && clearance.value(there) >= cap ? cap : beyondEdge();
  }

  private double beyondEdge() {
    double unbounded = isFree ? clearance.value(there) : floor;
    return unbounded >= floor ? Math.min(cap, unbounded) : floor;
  }

  /** The action that the last call found. */
  int best() {
    return best;
  }

  /** Q where it is now, l half-way included, or the first found that is at least {@code enough}. */
  double value(int firstAction, double enough) {
    double most = floor;
    best = firstAction;
    for (int k = -1; k < moves.actions(); k++) {
      int action = k < 0 ? firstAction : k;
      if (k == firstAction) {
        continue;
      }
      double least = ends(action, most);
      least = least > most ? Math.min(least, gate(action)) : least;
      if (least > most) {
        most = least;
        best = action;
      }
      if (most >= enough) {
        break;
      }
    }
    return most;
  }
}
