package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.controller.safety.HeldFlow;
import io.github.hjelm.export.hjb.solver.Dependence;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * How far each held action and each corner of the disturbance carries the points of a lattice, a
 * refinement of the grid: φ_{h/2} - x and φ_h - x. The move does not depend on states that the
 * dynamics do not depend on, such as where on the floor a robot is, so it is worked out once for
 * all of them. Safe for any number of readers.
 */
final class HeldMoves {

  /** Lowest, middle and highest, per control. */
  private static final int LEVELS = 3;

  /** Beyond this many numbers, 256 MiB, moves are worked out each time they are asked for. */
  private static final long MOST_KEPT = 1L << 25;

  private final Robot robot;
  private final Grid grid;
  private final int parts;
  private final int chain;
  private final double holdS;
  private final double[][] actions;
  private final BoxVertices disturbances;
  private final int[] strides;
  private final int numbers;
  private final double[] kept;

  /**
   * Works them out.
   *
   * @param parts into how many parts the lattice cuts the grid's cells
   * @param chain how many holds in a row
   */
  HeldMoves(
      Robot robot,
      Grid grid,
      CertificateSettings settings,
      int parts,
      int chain,
      GridSweep.Pool pool)
      throws InterruptedException {
    this.robot = robot;
    this.grid = grid;
    this.parts = parts;
    this.chain = chain;
    holdS = settings.holdS();
    actions = actions(robot.controls());
    disturbances = BoxVertices.scaled(robot.disturbances(), settings.inflation());
    numbers = Math.multiplyExact(2 * grid.dimensions() * actions.length, disturbances.count());
    strides = new int[grid.dimensions()];
    Dependence dependence = Dependence.of(grid, robot);
    long places = 1;
    for (int i = 0; i < strides.length; i++) {
      if (dependence.onAxis(i)) {
        strides[i] = (int) Math.min(places, Integer.MAX_VALUE);
        places *= latticeCount(grid.axis(i), parts);
      }
    }
    boolean isKept = places * numbers <= MOST_KEPT;
    kept = new double[isKept ? (int) places * numbers : 0];
    if (isKept) {
      fill((int) places, pool);
    }
  }

  private void fill(int places, GridSweep.Pool pool) throws InterruptedException {
    pool.sweep(places)
        .largest(
            () -> {
              HeldFlow flow = new HeldFlow(robot);
              Scratch scratch = new Scratch();
              int[] lattice = new int[strides.length];
              return (from, to) -> {
                for (int place = from; place < to; place++) {
                  for (int i = 0; i < lattice.length; i++) {
                    int count = latticeCount(grid.axis(i), parts);
                    lattice[i] = strides[i] == 0 ? 0 : place / strides[i] % count;
                  }
                  write(lattice, flow, scratch, kept, place * numbers);
                }
                return 0;
              };
            });
  }

  private final class Scratch {
    final double[] x = new double[strides.length];
    final double[] half = new double[strides.length];
    final double[] end = new double[strides.length];
    final double[] between = new double[strides.length];
    final double[] d = new double[robot.disturbances().size()];
  }

  private void write(int[] lattice, HeldFlow flow, Scratch s, double[] to, int offset) {
    coordinates(lattice, s.x);
    int at = offset;
    for (double[] action : actions) {
      for (int k = 0; k < disturbances.count(); k++) {
        write(action, k, flow, s, to, at);
        at += 2 * lattice.length;
      }
    }
  }

  /** The moves of one action under one corner of the disturbance, half-way and at the end. */
  private void write(
      double[] action, int corner, HeldFlow flow, Scratch s, double[] to, int offset) {
    int n = s.x.length;
    disturbances.copy(corner, s.d);
    flow.hold(s.x, action, s.d, holdS, s.half, s.end);
    for (int i = 0; i < n; i++) {
      to[offset + i] = unwrapped(i, s.half[i] - s.x[i]);
      to[offset + n + i] = unwrapped(i, s.end[i] - s.x[i]);
    }
    for (int more = 1; more < chain; more++) {
      System.arraycopy(s.end, 0, s.between, 0, n);
      flow.hold(s.between, action, s.d, holdS, s.half, s.end);
      for (int i = 0; i < n; i++) {
        to[offset + n + i] += unwrapped(i, s.end[i] - s.between[i]);
      }
    }
  }

  /** A move across the seam of an angle is the short way round. */
  private double unwrapped(int i, double move) {
    GridAxis axis = grid.axis(i);
    return axis.periodic() ? Math.IEEEremainder(move, axis.upper() - axis.lower()) : move;
  }

  /** Points of the lattice along one axis. */
  static int latticeCount(GridAxis axis, int parts) {
    return axis.periodic() ? parts * axis.count() : parts * (axis.count() - 1) + 1;
  }

  /** Where a point of the lattice lies, never beyond the grid's edge by rounding. */
  void coordinates(int[] lattice, double[] x) {
    for (int i = 0; i < lattice.length; i++) {
      GridAxis axis = grid.axis(i);
      double x_i = axis.lower() + lattice[i] * axis.spacing() / parts;
      x[i] = Math.min(x_i, axis.upper());
    }
  }

  int parts() {
    return parts;
  }

  int actions() {
    return actions.length;
  }

  int disturbances() {
    return disturbances.count();
  }

  /** Writes the action of that number. */
  void action(int number, double[] u) {
    System.arraycopy(actions[number], 0, u, 0, u.length);
  }

  private static double[][] actions(List<Quantity> controls) {
    int count = 1;
    for (int j = 0; j < controls.size(); j++) {
      count = Math.multiplyExact(count, LEVELS);
    }
    double[][] actions = new double[count][controls.size()];
    for (int number = 0; number < count; number++) {
      int rest = number;
      for (int j = 0; j < controls.size(); j++) {
        Quantity side = controls.get(j);
        actions[number][j] =
            switch (rest % LEVELS) {
              case 0 -> side.lower();
              case 1 -> side.upper();
              default -> (side.lower() + side.upper()) / 2;
            };
        rest /= LEVELS;
      }
    }
    return actions;
  }

  /** The largest move along an axis from any node or point of the lattice that is kept. */
  double largest(int axis) {
    int n = strides.length;
    double largest = 0;
    for (int at = n + axis; at < kept.length; at += 2 * n) {
      largest = Math.max(largest, Math.abs(kept[at]));
    }
    return kept.length > 0 ? largest : Double.POSITIVE_INFINITY;
  }

  /** The least l half-way through and at the end of every hold of the chain, under any corner. */
  double leastClearance(double[] x, int action, ClearanceField clearance, HeldFlow flow) {
    Scratch s = new Scratch();
    double least = Double.POSITIVE_INFINITY;
    for (int corner = 0; corner < disturbances.count(); corner++) {
      disturbances.copy(corner, s.d);
      System.arraycopy(x, 0, s.between, 0, x.length);
      for (int hold = 0; hold < chain; hold++) {
        flow.hold(s.between, actions[action], s.d, holdS, s.half, s.end);
        least = Math.min(least, clearance.value(s.half));
        // V at the end of the chain says what l is there.
        least = hold < chain - 1 ? Math.min(least, clearance.value(s.end)) : least;
        System.arraycopy(s.end, 0, s.between, 0, x.length);
      }
    }
    return least;
  }

  Reader reader() {
    return new Reader();
  }

  /** Moves from one point of the lattice. Not thread-safe: one instance per thread. */
  final class Reader {
    private final HeldFlow flow = new HeldFlow(robot);
    private final Scratch scratch = new Scratch();
    private final double[] own = new double[kept.length > 0 ? 0 : 2 * strides.length];
    private int offset;

    void moveTo(int[] lattice) {
      if (own.length > 0) {
        coordinates(lattice, scratch.x);
        return;
      }
      int place = 0;
      for (int i = 0; i < lattice.length; i++) {
        place += lattice[i] * strides[i];
      }
      offset = place * numbers;
    }

    /** Writes x + move, half-way or at the end of the hold. */
    void follow(int action, int corner, boolean isEnd, double[] x, double[] there) {
      int n = x.length;
      double[] from = kept;
      int at = offset + 2 * (action * disturbances.count() + corner) * n;
      if (own.length > 0) {
        write(actions[action], corner, flow, scratch, own, 0);
        from = own;
        at = 0;
      }
      at += isEnd ? n : 0;
      for (int i = 0; i < n; i++) {
        there[i] = x[i] + from[at + i];
      }
    }
  }
}
