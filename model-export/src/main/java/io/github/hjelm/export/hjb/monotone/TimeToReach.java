package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The shortest time to a target, by arcs: a control at a corner of its box is held along an arc as
 * long as is best, and then another one (theory 02.31). The table of each control is looked up only
 * where a path switches to it, so errors add up over switches and not over steps. Monotone.
 */
public final class TimeToReach {

  /** A target that is seldom reached in fewer switches than this is not for a grid. */
  private static final int MAX_ROUNDS = 200;

  /** Passes over all nodes for one choice of arcs, at most. */
  private static final int MAX_SWEEPS = 8;

  private static final int NODES_PER_CHUNK = 1024;

  /** Fastest paths may swing out of the grid; one so many of its lengths outside is given up. */
  private static final double ROAM_SHARE = 0.25;

  /** So far beyond the last node, in cells, rounding may take a point that lies on it. */
  private static final double ON_EDGE = 1e-9;

  /** The arc ends in the target. */
  private static final byte ARRIVES = -1;

  private final Grid grid;
  private final Robot robot;
  private final ToDoubleFunction<double[]> target;
  private final double latestS;
  private final double[][] corners;
  private final double[][] times;
  private final double[][] arcs;
  private final double[][] landings;
  private final byte[][] nexts;

  /** What a time was when an arc was last chosen there. */
  private final double[][] searched;

  /**
   * A problem before it is solved.
   *
   * @param robot whose states are the grid's axes, without disturbance
   * @param target ≤ 0 within the target
   * @param latestS longer times are not looked for, in s
   */
  public TimeToReach(Grid grid, Robot robot, ToDoubleFunction<double[]> target, double latestS) {
    for (Quantity disturbance : robot.disturbances()) {
      if (disturbance.lower() < disturbance.upper()) {
        throw new IllegalArgumentException("arcs are for a robot without disturbance");
      }
    }
    // Written so that NaN is refused. A path may circle for ever.
    if (!(latestS > 0 && latestS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("arcs need a finite latest time, not " + latestS);
    }
    this.grid = grid;
    this.robot = robot;
    this.target = target;
    this.latestS = latestS;
    // A control without width has one corner, or a path could switch to itself.
    corners = BoxCorners.of(robot.controls());
    times = new double[corners.length][grid.size()];
    arcs = new double[corners.length][grid.size()];
    landings = new double[corners.length][grid.size() * grid.dimensions()];
    nexts = new byte[corners.length][grid.size()];
    searched = new double[corners.length][grid.size()];
    double[] x = new double[grid.dimensions()];
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      double time = target.applyAsDouble(x) <= 0 ? 0 : Double.POSITIVE_INFINITY;
      for (int control = 0; control < corners.length; control++) {
        times[control][node] = time;
        nexts[control][node] = ARRIVES;
        arcs[control][node] = time;
        searched[control][node] = Double.POSITIVE_INFINITY;
      }
    }
  }

  /** Memory per node in bytes. */
  public static long bytesPerNode(int dimensions, int controls) {
    return (25 + 8L * dimensions) << controls;
  }

  /**
   * How it ended.
   *
   * @param rounds choices of arcs
   * @param change by which the last one still shortened a time, in s
   * @param converged whether that is within the tolerance
   */
  public record Outcome(long rounds, double change, boolean converged) {}

  /** Shortens all times until a choice of arcs shortens none by more than the tolerance, in s. */
  public Outcome solve(double toleranceS, Progress progress) throws InterruptedException {
    boolean everywhere = true;
    for (long round = 1; ; round++) {
      double change = 0;
      for (int control = 0; control < corners.length; control++) {
        change = Math.max(change, improve(control, everywhere, toleranceS));
      }
      boolean converged = everywhere && change <= toleranceS;
      if (converged || round == MAX_ROUNDS) {
        return new Outcome(round, change, converged);
      }
      progress.report(
          Double.NaN,
          change < Double.POSITIVE_INFINITY
              ? "round %d, times still shorter by up to %.1e s".formatted(round, change)
              : "round %d, times found for the first time".formatted(round));
      for (int sweep = 0; sweep < MAX_SWEEPS && evaluate(sweep % 2 == 0) > toleranceS; sweep++) {
        refuseInterrupted();
      }
      // Where a time has just become shorter there is most to find; then all nodes are asked again.
      everywhere = change <= toleranceS;
    }
  }

  private static void refuseInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /**
   * Chooses the best arc of one control, at every node or at those whose times became shorter since
   * they were last asked; other controls' times stay as they are.
   */
  private double improve(int control, boolean everywhere, double toleranceS)
      throws InterruptedException {
    int chunks = (grid.size() + NODES_PER_CHUNK - 1) / NODES_PER_CHUNK;
    Thread caller = Thread.currentThread();
    double change =
        IntStream.range(0, chunks)
            .parallel()
            .filter(chunk -> !caller.isInterrupted())
            .mapToDouble(
                chunk -> {
                  int first = chunk * NODES_PER_CHUNK;
                  int end = Math.min(grid.size(), first + NODES_PER_CHUNK);
                  double shorter = everywhere ? Double.NEGATIVE_INFINITY : toleranceS;
                  return new Improvement(control).run(first, end, shorter);
                })
            .max()
            .orElse(0);
    refuseInterrupted();
    return change;
  }

  // T_u ← τ + I[T_w](y) with the arcs held                                        (theory 02.31)
  private double evaluate(boolean ascending) {
    MultilinearCell cell = new MultilinearCell(grid);
    double[] y = new double[grid.dimensions()];
    double change = 0;
    for (int k = 0; k < grid.size(); k++) {
      int node = ascending ? k : grid.size() - 1 - k;
      for (int control = 0; control < corners.length; control++) {
        int next = nexts[control][node];
        if (next != ARRIVES) {
          System.arraycopy(landings[control], node * y.length, y, 0, y.length);
          cell.locate(y);
          double time = arcs[control][node] + cell.value(times[next]);
          change = Math.max(change, times[control][node] - time);
          times[control][node] = Math.min(times[control][node], time);
        }
      }
    }
    return change;
  }

  /** The shortest time from a node, in s; infinite where none was found. */
  public double time(int node) {
    double time = Double.POSITIVE_INFINITY;
    for (double[] some : times) {
      time = Math.min(time, some[node]);
    }
    return time;
  }

  /** Writes the control that is best at a node. */
  public void control(int node, double[] u) {
    int best = 0;
    for (int control = 1; control < corners.length; control++) {
      if (times[control][node] < times[best][node]) {
        best = control;
      }
    }
    System.arraycopy(corners[best], 0, u, 0, u.length);
  }

  /** One thread's search for better arcs of one control. */
  private final class Improvement {

    private final int control;
    private final HeldArc arc = new HeldArc(grid, robot);
    private final MultilinearCell cell = new MultilinearCell(grid);
    private final double[] x = new double[grid.dimensions()];
    private final double roam;

    Improvement(int control) {
      this.control = control;
      int longest = grid.axes().stream().mapToInt(axis -> axis.count()).max().orElse(0);
      roam = ROAM_SHARE * longest;
    }

    /** Asks the nodes whose times have become shorter by more than this. */
    double run(int first, int end, double shorter) {
      double change = 0;
      for (int node = first; node < end; node++) {
        double before = times[control][node];
        double since = searched[control][node] - before;
        // Infinity less infinity is NaN: a node without a path stays one of those that are asked.
        if (before > 0 && !(since <= shorter)) {
          searched[control][node] = before;
          grid.coordinates(node, x);
          follow(node);
          double gain = before - times[control][node];
          change = Math.max(change, gain > 0 ? gain : 0);
        }
      }
      return change;
    }

    // T_u(x) = min{ t_u(x), min_τ τ + min_{w≠u} I[T_w](φ_τ(x,u)) }                (theory 02.31)
    private void follow(int node) {
      arc.begin(x, corners[control]);
      double elapsed = 0;
      double limit = Math.min(latestS, times[control][node]);
      while (elapsed < limit) {
        double step = arc.advance();
        // Written so that NaN ends it, and rest.
        if (!(step < latestS)) {
          return;
        }
        if (target.applyAsDouble(arc.position()) <= 0) {
          keep(node, elapsed + arc.arrivalS(target), ARRIVES, limit);
          return;
        }
        elapsed += step;
        double outside = cell.locate(arc.position());
        if (!(outside < roam)) {
          return;
        }
        for (int next = 0; next < corners.length && outside < ON_EDGE; next++) {
          if (next != control) {
            limit = keep(node, elapsed, (byte) next, limit);
          }
        }
      }
    }

    private double keep(int node, double elapsed, byte next, double limit) {
      double time = next == ARRIVES ? elapsed : elapsed + cell.value(times[next]);
      if (!(time < limit)) {
        return limit;
      }
      times[control][node] = time;
      arcs[control][node] = elapsed;
      nexts[control][node] = next;
      System.arraycopy(arc.position(), 0, landings[control], node * x.length, x.length);
      return time;
    }
  }
}
