package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.export.hjb.Progress;

/**
 * Howard's policy iteration on a discounted chain: choose the best control per node, solve the
 * chain that results, repeat (theory 02.5).
 */
public final class PolicyIteration {

  /** How much of its error a chain is relieved of before the controls are chosen anew. */
  private static final double SHARE_LEFT = 0.05;

  /** Sweeps in all directions for one choice of controls, at most. */
  private static final int MAX_SWEEPS = 500;

  /** What rounding leaves of a sum of jump rates times values, relative to each: a few ulps. */
  private static final double ROUNDING = 16 * 0x1p-53;

  private final Chain chain;
  private final int maxRounds;

  public PolicyIteration(Chain chain, int maxRounds) {
    this.chain = chain;
    this.maxRounds = maxRounds;
  }

  /**
   * How it ended.
   *
   * @param rounds choices of control
   * @param residual the largest |κ - ρv + Lᵃv| that is left under the best control
   * @param errorBound how far v may be from the solution of the discrete equation at most
   * @param converged whether the bound is within the tolerance
   */
  public record Outcome(long rounds, double residual, double errorBound, boolean converged) {}

  /**
   * Improves v in place until it is within {@code tolerance · (1 + max|v|)} of the solution, by a
   * bound that holds for every discounted chain (theory 02.8).
   */
  public Outcome solve(double[] v, double tolerance, Progress progress)
      throws InterruptedException {
    ChainRows rows = new ChainRows(chain.grid(), chain.diagonals());
    boolean onLine = chain.grid().dimensions() == 1;
    Tridiagonal line = new Tridiagonal(v.length);
    Sweeps sweeps = new Sweeps(chain.grid());
    for (long round = 1; ; round++) {
      for (int node = 0; node < v.length; node++) {
        chain.choose(node, v, rows);
      }
      Gap gap = gap(rows, v);
      double share = Math.max(tolerance, gap.rounding());
      boolean converged = gap.bound() <= share * gap.scale();
      // Not finite means that there is nothing to converge to.
      if (converged || round >= maxRounds || !Double.isFinite(gap.bound())) {
        return new Outcome(round, gap.residual(), gap.bound(), converged);
      }
      progress.report(Double.NaN, "round " + round + ", error about " + gap.bound());
      if (onLine) {
        refuseInterrupted();
        line.solve(rows, v);
      } else {
        relax(sweeps, rows, v, Math.max(share * gap.scale() / 2, SHARE_LEFT * gap.bound()));
      }
    }
  }

  private static void refuseInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Sweeps until the chain, its controls held, is solved this well. */
  private static void relax(Sweeps sweeps, ChainRows rows, double[] v, double bound)
      throws InterruptedException {
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      refuseInterrupted();
      sweeps.all(rows, v);
      Gap gap = gap(rows, v);
      if (gap.bound() <= bound) {
        return;
      }
      // The slowest error is a constant. What all nodes surely lack is added at once; more would
      // overshoot, because the bounds are wide until the sweeps have mixed the chain.
      double shift = Math.max(0, gap.lowest()) + Math.min(0, gap.highest());
      if (shift != 0) {
        for (int node = 0; node < v.length; node++) {
          v[node] += shift;
        }
      }
    }
  }

  /** How far v may lie below and above the solution. */
  private record Gap(
      double lowest, double highest, double residual, double scale, double rounding) {

    double bound() {
      return Math.max(Math.abs(lowest), Math.abs(highest));
    }
  }

  // min r/ρ ≤ v* - v ≤ max r/ρ                                                  (theory 02.8)
  private static Gap gap(ChainRows rows, double[] v) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    double residual = 0;
    double scale = 1;
    double rounding = 0;
    for (int node = 0; node < v.length; node++) {
      double r = rows.residual(node, v);
      double error = r / rows.discount(node);
      lowest = Math.min(lowest, error);
      highest = Math.max(highest, error);
      residual = Math.max(residual, Math.abs(r));
      scale = Math.max(scale, 1 + Math.abs(v[node]));
      double fast = rows.totalRate(node) / rows.discount(node);
      rounding = Math.max(rounding, ROUNDING * fast);
    }
    return new Gap(lowest, highest, residual, scale, rounding);
  }
}
