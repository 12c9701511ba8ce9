package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * Iterates V ← min{l, Q[V]} downwards from l to its fixed point, then looks between the nodes and
 * lowers the corners of cells that promise too much, until neither changes anything (theory 03.3
 * and 03.6). Every step is monotone, so the order and the number of threads do not matter.
 */
public final class CertificateSolver {

  /**
   * What is unknown or lost counts as this many caps below zero: deep enough that a cell with such
   * a corner is certified next to its good corners only.
   */
  private static final double FLOOR_PER_CAP = 4;

  private static final long REPORT_EVERY_NS = 250_000_000;

  private final Robot robot;
  private final Grid grid;
  private final ClearanceField clearance;
  private final CertificateSettings settings;
  private final MonotonicClock clock;

  private final double[] l;
  private double[] values;
  private double[] next;
  private final double floor;
  private long sweeps;
  private long repairs;
  private double residual = Double.POSITIVE_INFINITY;
  private double cellLoss = Double.POSITIVE_INFINITY;
  private long reportedNs;

  /**
   * Prepares one solve.
   *
   * @param clearance l, finite at every node
   */
  public CertificateSolver(
      Robot robot,
      Grid grid,
      ClearanceField clearance,
      CertificateSettings settings,
      MonotonicClock clock) {
    if (grid.dimensions() != robot.states().size()) {
      throw new IllegalArgumentException(
          "the grid has %d axes, the robot %s has %d states"
              .formatted(grid.dimensions(), robot.name(), robot.states().size()));
    }
    this.robot = robot;
    this.grid = grid;
    this.clearance = clearance;
    this.settings = settings;
    this.clock = clock;
    floor = -FLOOR_PER_CAP * settings.cap();
    l = new double[grid.size()];
    values = new double[grid.size()];
    next = new double[grid.size()];
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
    try (GridSweep sweep = new GridSweep(grid.size(), settings.threads())) {
      boolean repaired = true;
      while (repaired && sweeps < settings.maxSweeps()) {
        settle(sweep, progress);
        repaired = repair(sweep);
      }
      int[] actions = actions(sweep);
      refuse();
      return new SampledDataCertificate(
          new NodeValues(grid, values),
          actions,
          robot,
          settings,
          new SampledDataCertificate.Figures(
              sweeps,
              repairs,
              residual,
              cellLoss,
              safeShare(),
              (clock.nanoTime() - startNs) * 1e-9));
    }
  }

  private void takeClearance() throws SolveRefusal {
    double[] x = new double[grid.dimensions()];
    double largest = 0;
    for (int node = 0; node < l.length; node++) {
      grid.coordinates(node, x);
      double unbounded = clearance.value(x);
      l[node] = Math.min(settings.cap(), unbounded);
      values[node] = l[node];
      largest = Math.max(largest, Math.abs(unbounded));
    }
    // Written so that NaN is refused.
    if (!(largest < Double.POSITIVE_INFINITY)) {
      throw new SolveRefusal("the clearance is not finite at every node of the grid");
    }
  }

  /** Sweeps over the nodes until nothing changes any more. */
  private void settle(GridSweep sweep, Progress progress) throws InterruptedException {
    do {
      NodeValues before = new NodeValues(grid, values);
      residual = sweep.largest(() -> slab(before));
      double[] swap = values;
      values = next;
      next = swap;
      sweeps++;
      report(progress);
      // Written so that NaN goes on, to be refused at the end.
    } while (!(residual <= settings.tolerance()) && sweeps < settings.maxSweeps());
  }

  private GridSweep.Slab slab(NodeValues before) {
    Bellman bellman = new Bellman(robot, clearance, floor, settings);
    double[] x = new double[grid.dimensions()];
    return (from, to) -> {
      double change = 0;
      for (int node = from; node < to; node++) {
        grid.coordinates(node, x);
        double old = before.at(node);
        double kept = Math.min(old, bellman.value(x, before));
        // What is below zero certifies nothing, so it may go on falling unattended.
        change = old >= 0 ? Math.max(change, old - kept) : change;
        next[node] = kept;
      }
      return change;
    };
  }

  /** Lowers the corners of cells that promise too much; says whether there were any. */
  private boolean repair(GridSweep sweep) throws InterruptedException {
    NodeValues now = new NodeValues(grid, values);
    double[] losses = next;
    cellLoss =
        sweep.largest(
            () -> {
              Bellman bellman = new Bellman(robot, clearance, floor, settings);
              CellCheck check = new CellCheck(grid, now, clearance, bellman, settings.cellChecks());
              return (from, to) -> {
                double largest = 0;
                for (int node = from; node < to; node++) {
                  losses[node] = CellCheck.hasCell(grid, node) ? check.loss(node) : 0;
                  largest = Math.max(largest, losses[node]);
                }
                return largest;
              };
            });
    if (cellLoss <= settings.tolerance()) {
      return false;
    }
    double[] lowered = values.clone();
    for (int node = 0; node < losses.length; node++) {
      if (losses[node] > settings.tolerance()) {
        repairs++;
        lower(node, 0, losses[node], lowered);
      }
    }
    values = lowered;
    return true;
  }

  /** All corners of the cell above a node, axis by axis. */
  private void lower(int node, int axis, double loss, double[] lowered) {
    if (axis == grid.dimensions()) {
      lowered[node] = Math.min(lowered[node], Math.max(values[node] - loss, floor));
      return;
    }
    lower(node, axis + 1, loss, lowered);
    int last = grid.axis(axis).count() - 1;
    int index = grid.index(node, axis);
    int neighbour = index == last ? -last : 1;
    lower(node + neighbour * grid.stride(axis), axis + 1, loss, lowered);
  }

  private int[] actions(GridSweep sweep) throws InterruptedException {
    int[] actions = new int[grid.size()];
    NodeValues now = new NodeValues(grid, values);
    sweep.largest(
        () -> {
          Bellman bellman = new Bellman(robot, clearance, floor, settings);
          double[] x = new double[grid.dimensions()];
          return (from, to) -> {
            for (int node = from; node < to; node++) {
              grid.coordinates(node, x);
              bellman.value(x, now);
              actions[node] = bellman.best();
            }
            return 0;
          };
        });
    return actions;
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
    if (!(residual <= settings.tolerance() && cellLoss <= settings.tolerance())) {
      throw new SolveRefusal(
          "after %d sweeps the certificate still changes by %s and loses %s between nodes, the"
                  .formatted(sweeps, residual, cellLoss)
              + " tolerance is %s; allow more sweeps or a finer grid"
                  .formatted(settings.tolerance()));
    }
    if (!(lowered > settings.tolerance())) {
      throw new SolveRefusal(
          "the certificate is the clearance itself: nothing in the model can reach the wall, check"
              + " clearance, bounds and grid");
    }
    if (!(safeShare() > 0)) {
      throw new SolveRefusal(
          "no state can be certified for a hold of %s s; shorten it or refine the grid"
              .formatted(settings.holdS()));
    }
  }

  private double safeShare() {
    int safe = 0;
    for (double value : values) {
      safe += value >= 0 ? 1 : 0;
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
