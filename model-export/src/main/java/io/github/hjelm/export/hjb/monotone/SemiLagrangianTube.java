package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.GridValues;
import io.github.hjelm.export.hjb.solver.NodeFunction;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.StateRate;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A game by steps: control and disturbance are held at corners of their boxes, and the value is
 * looked up where that leads (theory 02.33). Monotone for any step and any dynamics.
 */
public final class SemiLagrangianTube {

  private static final int NODES_PER_CHUNK = 2048;

  /**
   * How often l is looked at along a step, so that a path does not jump over what it must avoid.
   */
  private static final int LOOKS_PER_STEP = 4;

  private final GridProblem problem;
  private final Grid grid;
  private final double stepS;
  private final long steps;
  private final int controls;
  private final int disturbances;
  private final double[][] landings;
  private final double[][] lowest;
  private final double[] terminal;

  /**
   * Follows every pair of control and disturbance from every node.
   *
   * @param horizonS a finite time to look back, in s
   * @param cellsPerStep how many cells the fastest state crosses in a step
   */
  public SemiLagrangianTube(GridProblem problem, double horizonS, double cellsPerStep) {
    this.problem = problem;
    grid = problem.grid();
    double[][] u = BoxCorners.of(problem.robot().controls());
    double[][] d = BoxCorners.of(problem.robot().disturbances());
    controls = u.length;
    disturbances = d.length;
    double longest = cellsPerStep / cellsPerS(u, d);
    steps = Math.max(1, (long) Math.ceil(horizonS / longest));
    stepS = horizonS / steps;
    landings = new double[controls * disturbances][];
    lowest = new double[landings.length][grid.size()];
    for (int pair = 0; pair < landings.length; pair++) {
      landings[pair] = follow(u[pair / disturbances], d[pair % disturbances], lowest[pair]);
    }
    terminal = sampled(problem.terminal());
  }

  /** Memory per node in bytes. */
  public static long bytesPerNode(Robot robot) {
    int pairs = BoxCorners.of(robot.controls()).length * BoxCorners.of(robot.disturbances()).length;
    return 32 + 8L * (1 + robot.states().size()) * pairs;
  }

  /** How many steps the horizon takes. */
  public long steps() {
    return steps;
  }

  private double cellsPerS(double[][] u, double[][] d) {
    StateRate stateRate = new StateRate(problem.robot());
    double[] x = new double[grid.dimensions()];
    double[] rate = new double[grid.dimensions()];
    double fastest = 0;
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      for (int pair = 0; pair < u.length * d.length; pair++) {
        stateRate.evaluate(x, u[pair / d.length], d[pair % d.length], rate);
        for (int i = 0; i < rate.length; i++) {
          fastest = Math.max(fastest, Math.abs(rate[i]) / grid.axis(i).spacing());
        }
      }
    }
    return fastest;
  }

  /** Answers where a step ends from each node, and writes the lowest l on the way. */
  private double[] follow(double[] u, double[] d, double[] lowestOnTheWay) {
    int n = grid.dimensions();
    Rk4 rk4 = new Rk4(problem.robot());
    double[] x = new double[n];
    double[] landing = new double[Math.multiplyExact(grid.size(), n)];
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      lowestOnTheWay[node] = problem.terminal().at(x);
      for (int look = 0; look < LOOKS_PER_STEP; look++) {
        rk4.step(x, u, d, stepS / LOOKS_PER_STEP, x);
        lowestOnTheWay[node] = Math.min(lowestOnTheWay[node], problem.terminal().at(x));
      }
      System.arraycopy(x, 0, landing, node * n, n);
    }
    return landing;
  }

  private double[] sampled(NodeFunction function) {
    double[] values = new double[grid.size()];
    double[] x = new double[grid.dimensions()];
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      values[node] = function.at(x);
    }
    return values;
  }

  /** Steps back from the horizon, or until a second changes V by less than the tolerance. */
  public GridValues solve(double tolerance, MonotonicClock clock, Progress progress)
      throws InterruptedException {
    long beganNs = clock.nanoTime();
    double[] obstacle = problem.obstacle().map(this::sampled).orElse(new double[0]);
    double[] v = terminal.clone();
    raise(v, obstacle);
    double[] next = new double[v.length];
    double residual = Double.POSITIVE_INFINITY;
    long done = 0;
    while (done < steps && !(residual < tolerance)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      step(v, next);
      raise(next, obstacle);
      residual = change(v, next) / stepS;
      double[] old = v;
      v = next;
      next = old;
      done++;
      progress.report((double) done / steps, "step " + done + " of " + steps);
    }
    Values.Doubles nothing = new Values.Doubles(new double[0]);
    double seconds = (clock.nanoTime() - beganNs) * 1e-9;
    return new GridValues(
        new Values.Doubles(v), nothing, seconds, done, residual, residual < tolerance);
  }

  private static void raise(double[] v, double[] obstacle) {
    for (int node = 0; node < obstacle.length; node++) {
      v[node] = Math.max(v[node], obstacle[node]);
    }
  }

  private static double change(double[] before, double[] after) {
    double change = 0;
    for (int node = 0; node < before.length; node++) {
      change = Math.max(change, Math.abs(after[node] - before[node]));
    }
    return change;
  }

  /** One application of the operator, the same for any number of threads. */
  void step(double[] before, double[] after) {
    int chunks = (after.length + NODES_PER_CHUNK - 1) / NODES_PER_CHUNK;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              int first = chunk * NODES_PER_CHUNK;
              stepNodes(first, Math.min(after.length, first + NODES_PER_CHUNK), before, after);
            });
  }

  // V(x) ← max_u min_d min{ min_{s≤h} l(φ_s(x,u,d)), I[V](φ_h(x,u,d)) }             (theory 02.33)
  private void stepNodes(int first, int end, double[] before, double[] after) {
    MultilinearCell cell = new MultilinearCell(grid);
    double[] y = new double[grid.dimensions()];
    double[] worst = new double[controls];
    // Who minimises in a reach game is the control.
    double sign = problem.game() == Game.AVOID ? 1 : -1;
    boolean isTube = problem.tube() != Tube.NONE;
    for (int node = first; node < end; node++) {
      Arrays.fill(worst, Double.POSITIVE_INFINITY);
      for (int pair = 0; pair < landings.length; pair++) {
        System.arraycopy(landings[pair], node * y.length, y, 0, y.length);
        cell.locate(y);
        double value = cell.value(before);
        value = isTube ? Math.min(lowest[pair][node], value) : value;
        int control = pair / disturbances;
        worst[control] = Math.min(worst[control], sign * value);
      }
      double best = Double.NEGATIVE_INFINITY;
      for (double value : worst) {
        best = Math.max(best, value);
      }
      after[node] = sign * best;
    }
  }
}
