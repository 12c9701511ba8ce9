package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.controller.safety.HeldFlow;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;

/**
 * Iterates V ← min{l, Q[V]} downwards from l to its fixed point, then looks between the nodes and
 * lowers the corners of cells that promise too much, until neither changes anything (theory 03.3
 * and 03.6). Every step is monotone and reads the values of the step before, so the number of
 * threads does not matter. Nodes out of reach of any change are left alone.
 */
public final class CertificateSolver {

  /**
   * What is unknown or lost counts as this many caps below zero: deep enough that a cell with such
   * a corner is certified next to its good corners only.
   */
  private static final double FLOOR_PER_CAP = 4;

  /** A change of less than this share of the tolerance is not made, so that sweeps end. */
  private static final double UNMADE = 0.25;

  /** The same below zero, where nothing is certified, as a share of the cap. */
  private static final double UNMADE_BELOW_ZERO = 1e-3;

  /** What lies this many caps below zero has lost; how badly matters to nobody. */
  private static final double LOST_PER_CAP = 0.5;

  private static final long REPORT_EVERY_NS = 250_000_000;

  private final AvoidGame game;
  private final Grid grid;
  private final CertificateSettings settings;
  private final MonotonicClock clock;
  private final double floor;

  private final double[] l;

  private final double[] values;
  private final boolean[] fallen;
  private final boolean[] unchecked;
  private final int[] actions;
  private final long[] open;
  private float[] gates = {};

  private long sweeps;
  private long repairs;
  private double residual = Double.POSITIVE_INFINITY;
  private long openCells = Long.MAX_VALUE;
  private long reportedNs;

  /** Prepares one solve. */
  public CertificateSolver(AvoidGame game, CertificateSettings settings, MonotonicClock clock) {
    this.game = game;
    this.grid = game.grid();
    this.settings = settings;
    this.clock = clock;
    floor = -FLOOR_PER_CAP * settings.cap();
    l = new double[grid.size()];
    values = new double[grid.size()];
    open = new long[grid.size()];
    fallen = new boolean[grid.size()];
    unchecked = new boolean[grid.size()];
    actions = new int[grid.size()];
  }

  /**
   * Solves it.
   *
   * @throws SolveRefusal when the result would certify nothing or cannot be relied on
   */
  public SampledDataCertificate solve(Progress progress) throws SolveRefusal, InterruptedException {
    long startNs = clock.nanoTime();
    reportedNs = startNs;
    takeClearance();
    try (GridSweep.Pool pool = new GridSweep.Pool(settings.threads())) {
      HeldMoves moves = new HeldMoves(game.robot(), grid, settings, 1, settings.chain(), pool);
      HeldMoves single =
          new HeldMoves(game.robot(), grid, settings, settings.cellChecks(), 1, pool);
      takeGates(moves, pool);
      ActiveNodes active = new ActiveNodes(grid, reach(moves, 0));
      ActiveNodes cells = new ActiveNodes(grid, reach(single, 1));
      Arrays.fill(unchecked, true);
      boolean isOpen = true;
      while (isOpen && sweeps < settings.maxSweeps()) {
        while (isOpen && sweeps < settings.maxSweeps()) {
          settle(moves, pool, active, progress);
          cells.within(unchecked);
          Arrays.fill(unchecked, false);
          isOpen = repair(single, pool, cells);
          active.within(unchecked);
        }
        // Once more over everything: what was skipped has to be found unchanged.
        active.all();
        sweep(moves, pool, active);
        cells.all();
        isOpen = repair(single, pool, cells) || residual > 0;
      }
      bestActions(single, pool);
      refuse();
      return new SampledDataCertificate(
          ValueTable.of(grid, values),
          backups(single),
          game,
          settings,
          new SampledDataCertificate.Figures(
              sweeps, repairs, residual, safeShare(), (clock.nanoTime() - startNs) * 1e-9));
    }
  }

  private void takeClearance() throws SolveRefusal {
    double[] x = new double[grid.dimensions()];
    double largest = 0;
    for (int node = 0; node < l.length; node++) {
      grid.coordinates(node, x);
      double unbounded = game.clearance().value(x);
      l[node] = Math.min(settings.cap(), unbounded);
      largest = Math.max(largest, Math.abs(unbounded));
    }
    System.arraycopy(l, 0, values, 0, l.length);
    // Written so that NaN is refused.
    if (!(largest < Double.POSITIVE_INFINITY)) {
      throw new SolveRefusal("the clearance is not finite at every node of the grid");
    }
  }

  /** l on the way never changes: it is looked up once, and rounded down. */
  private void takeGates(HeldMoves moves, GridSweep.Pool pool) throws InterruptedException {
    gates = new float[Math.multiplyExact(grid.size(), moves.actions())];
    pool.sweep(grid.size())
        .largest(
            () -> {
              HeldFlow flow = new HeldFlow(game.robot());
              double[] x = new double[grid.dimensions()];
              return (from, to) -> {
                for (int node = from; node < to; node++) {
                  grid.coordinates(node, x);
                  for (int k = 0; k < moves.actions(); k++) {
                    double gate = moves.leastClearance(x, k, game.clearance(), flow);
                    gate = Math.max(floor, Math.min(settings.cap(), gate));
                    gates[node * moves.actions() + k] = Math.nextDown((float) gate);
                  }
                }
                return 0;
              };
            });
  }

  private HeldBackup backup(HeldMoves moves, ValueTable table) {
    return new HeldBackup(game, moves, table, settings.cap(), floor);
  }

  private int[] lattice(int node, int parts, int[] lattice) {
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = parts * grid.index(node, i);
    }
    return lattice;
  }

  private int[] reach(HeldMoves moves, int more) {
    int[] reach = new int[grid.dimensions()];
    for (int i = 0; i < reach.length; i++) {
      double cells = moves.largest(i) / grid.axis(i).spacing();
      int most = grid.axis(i).count();
      reach[i] = cells < most ? (int) cells + 1 + more : most;
    }
    return reach;
  }

  /** Sweeps over the nodes until nothing changes any more. */
  private void settle(HeldMoves moves, GridSweep.Pool pool, ActiveNodes active, Progress progress)
      throws InterruptedException {
    do {
      sweep(moves, pool, active);
      active.within(fallen);
      report(progress);
      // Written so that NaN goes on, to be refused at the end.
    } while (!(residual <= 0) && sweeps < settings.maxSweeps());
  }

  /** One sweep; the residual is the largest change made at a node that is certified. */
  private void sweep(HeldMoves moves, GridSweep.Pool pool, ActiveNodes active)
      throws InterruptedException {
    ValueTable before = ValueTable.of(grid, values.clone());
    Arrays.fill(fallen, false);
    double change = pool.sweep(grid.size()).largest(() -> slab(moves, before, active));
    for (int node = 0; node < fallen.length; node++) {
      unchecked[node] |= fallen[node];
    }
    residual = change;
    sweeps++;
  }

  private GridSweep.Slab slab(HeldMoves moves, ValueTable before, ActiveNodes active) {
    HeldBackup backup = backup(moves, before);
    int[] lattice = new int[grid.dimensions()];
    return (from, to) -> {
      double change = 0;
      for (int node = from; node < to; node++) {
        if (!active.at(node) || values[node] < -LOST_PER_CAP * settings.cap()) {
          continue;
        }
        backup.moveTo(lattice(node, moves.parts(), lattice));
        double old = values[node];
        double found = Math.min(old, value(node, old, moves.actions(), backup));
        double unmade =
            old >= 0 ? UNMADE * settings.tolerance() : UNMADE_BELOW_ZERO * settings.cap();
        if (old - found > unmade) {
          values[node] = found;
          fallen[node] = true;
          change = old >= 0 ? Math.max(change, old - found) : Math.max(change, Double.MIN_VALUE);
        }
      }
      return change;
    };
  }

  /** Q at a node, tried with the action that was best last; the search ends where it is enough. */
  private double value(int node, double enough, int count, HeldBackup backup) {
    double most = floor;
    int first = actions[node];
    for (int k = -1; k < count && most < enough; k++) {
      int action = k < 0 ? first : k;
      double gate = gates[node * count + action];
      if (k == first || !(gate > most)) {
        continue;
      }
      double least = Math.min(gate, backup.ends(action, most));
      if (least > most) {
        most = least;
        actions[node] = action;
      }
    }
    return most;
  }

  /** Lowers the corners of cells that promise too much; says whether there were any. */
  private boolean repair(HeldMoves moves, GridSweep.Pool pool, ActiveNodes cells)
      throws InterruptedException {
    ValueTable now = ValueTable.of(grid, values.clone());
    double unused =
        pool.sweep(grid.size())
            .largest(
                () -> {
                  CellCheck check = new CellCheck(grid, backup(moves, now), settings);
                  return (from, to) -> {
                    for (int node = from; node < to; node++) {
                      boolean isLooked = cells.at(node) && CellCheck.hasCell(grid, node);
                      open[node] = isLooked ? check.open(node, actions[node]) : 0;
                    }
                    return 0;
                  };
                });
    CellRepair repair = new CellRepair(grid, values, unchecked, settings);
    openCells = 0;
    for (int node = 0; node < open.length; node++) {
      if (open[node] != 0) {
        openCells++;
        repair.lower(node, open[node], moves);
      }
    }
    repairs += openCells;
    return openCells > 0;
  }

  /** Until now an action that was good enough would do. */
  private void bestActions(HeldMoves moves, GridSweep.Pool pool) throws InterruptedException {
    ValueTable now = ValueTable.of(grid, values.clone());
    pool.sweep(grid.size())
        .largest(
            () -> {
              HeldBackup backup = backup(moves, now);
              int[] lattice = new int[grid.dimensions()];
              return (from, to) -> {
                for (int node = from; node < to; node++) {
                  backup.moveTo(lattice(node, moves.parts(), lattice));
                  if (backup.value(actions[node], Double.POSITIVE_INFINITY) > floor) {
                    actions[node] = backup.best();
                  }
                }
                return 0;
              };
            });
  }

  private float[] backups(HeldMoves moves) {
    int m = game.robot().controls().size();
    float[] backups = new float[Math.multiplyExact(grid.size(), m)];
    double[] u = new double[m];
    for (int node = 0; node < grid.size(); node++) {
      moves.action(actions[node], u);
      for (int j = 0; j < m; j++) {
        backups[node * m + j] = (float) u[j];
      }
    }
    return backups;
  }

  private void refuse() throws SolveRefusal {
    double lowered = 0;
    for (int node = 0; node < l.length; node++) {
      lowered = Math.max(lowered, l[node] - values[node]);
    }
    // Written so that NaN is refused.
    if (!(lowered < Double.POSITIVE_INFINITY)) {
      throw new SolveRefusal("the certificate is not finite at every node");
    }
    if (!(residual <= settings.tolerance() && openCells == 0)) {
      throw new SolveRefusal(
          "after %d sweeps the certificate still changes by %s (tolerance %s) and %d cells do not"
                  .formatted(sweeps, residual, settings.tolerance(), openCells)
              + " keep what they promise; allow more sweeps or a finer grid");
    }
    if (!(safeShare() > 0)) {
      throw new SolveRefusal(
          "no state can be certified for a hold of %s s at the level %s; shorten the hold, lower the"
                  .formatted(settings.holdS(), settings.level())
              + " margins or refine the grid");
    }
    if (!(lowered > settings.tolerance())) {
      throw new SolveRefusal(
          "the certificate is the clearance itself: nothing in the model can reach the wall, check"
              + " clearance, bounds and grid");
    }
  }

  private double safeShare() {
    int safe = 0;
    for (double value : values) {
      safe += value >= settings.level() ? 1 : 0;
    }
    return (double) safe / values.length;
  }

  private void report(Progress progress) {
    long nowNs = clock.nanoTime();
    if (nowNs - reportedNs >= REPORT_EVERY_NS) {
      reportedNs = nowNs;
      progress.report(
          Double.NaN, "sweep %d, change %.1e, repaired %d".formatted(sweeps, residual, repairs));
    }
  }
}
