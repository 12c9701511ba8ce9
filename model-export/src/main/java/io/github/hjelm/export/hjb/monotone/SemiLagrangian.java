package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Progress;

/**
 * Discounted control in steps: each node looks up the value where a held control takes it, by
 * multilinear interpolation (theory 02.25). Solved by policy iteration with Gauss-Seidel sweeps.
 */
public final class SemiLagrangian {

  /** Passes over all nodes for one choice of controls. */
  private static final int SWEEPS_PER_ROUND = 12;

  private final int size;
  private final int controls;
  private final int corners;
  private final double discount;
  private final double stepS;
  private final int[] nodes;
  private final double[] weights;
  private final double[] cost;
  private final int[] policy;

  /**
   * Follows every control from every node.
   *
   * @param rho discount rate in 1/s
   */
  public SemiLagrangian(Grid grid, HeldControl dynamics, double rho) {
    MultilinearCell cell = new MultilinearCell(grid);
    size = grid.size();
    controls = dynamics.controls();
    corners = cell.corners();
    stepS = dynamics.stepS();
    discount = Math.exp(-rho * stepS);
    int pairs = Math.multiplyExact(size, controls);
    nodes = new int[Math.multiplyExact(pairs, corners)];
    weights = new double[nodes.length];
    cost = new double[pairs];
    policy = new int[size];
    double[] x = new double[grid.dimensions()];
    double[] next = new double[grid.dimensions()];
    for (int pair = 0; pair < pairs; pair++) {
      grid.coordinates(pair / controls, x);
      // What the cost rate adds up to over the step, discounted.
      double held = rho > 0 ? -Math.expm1(-rho * stepS) / rho : stepS;
      cost[pair] = held * dynamics.step(x, pair % controls, next);
      cell.locate(next);
      cell.write(nodes, weights, pair * corners);
    }
  }

  /** Whether all feet of all controls can be kept in one array. */
  public static boolean fits(Grid grid, int controls) {
    return (double) grid.size() * controls * Math.pow(2, grid.dimensions()) < Integer.MAX_VALUE - 8;
  }

  /** Memory per node in bytes. */
  public static long bytesPerNode(int dimensions, int controls) {
    return 64 + controls * (8 + (12L << dimensions));
  }

  /**
   * Improves v in place until it is within {@code tolerance · (1 + max|v|)} of the solution of the
   * discrete equation, by a bound that always holds (theory 02.27).
   */
  public PolicyIteration.Outcome solve(
      double[] v, double tolerance, int maxRounds, Progress progress) throws InterruptedException {
    double[] before = new double[size];
    for (long round = 1; ; round++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      System.arraycopy(v, 0, before, 0, size);
      improve(before, v);
      double change = 0;
      double scale = 1;
      for (int node = 0; node < size; node++) {
        change = Math.max(change, Math.abs(v[node] - before[node]));
        scale = Math.max(scale, 1 + Math.abs(v[node]));
      }
      double bound = change * discount / (1 - discount);
      boolean converged = bound <= tolerance * scale;
      if (converged || round >= maxRounds) {
        return new PolicyIteration.Outcome(round, change / stepS, bound, converged);
      }
      progress.report(Double.NaN, "round " + round + ", error at most " + bound);
      for (int sweep = 0; sweep < SWEEPS_PER_ROUND; sweep++) {
        evaluate(v, sweep % 2 == 0);
      }
    }
  }

  /** One application of the operator: the best control per node, values from before. */
  void improve(double[] before, double[] after) {
    for (int node = 0; node < size; node++) {
      double best = Double.POSITIVE_INFINITY;
      for (int control = 0; control < controls; control++) {
        double value = ahead(node * controls + control, before);
        if (value < best) {
          best = value;
          policy[node] = control;
        }
      }
      after[node] = best;
    }
  }

  private void evaluate(double[] v, boolean ascending) {
    for (int k = 0; k < size; k++) {
      int node = ascending ? k : size - 1 - k;
      v[node] = ahead(node * controls + policy[node], v);
    }
  }

  // κ(x, u)(1 - e^(-ρh))/ρ + e^(-ρh) I[v](φ_h(x, u))                               (theory 02.25)
  private double ahead(int pair, double[] v) {
    double sum = 0;
    int from = pair * corners;
    for (int corner = from; corner < from + corners; corner++) {
      sum += weights[corner] * v[nodes[corner]];
    }
    return cost[pair] + discount * sum;
  }

  /** The control that was best at a node when last asked. */
  public int control(int node) {
    return policy[node];
  }
}
