package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.export.hjb.Progress;

/**
 * Forward Euler steps of a chain without discount, back from the horizon: a step replaces each
 * value by an average of its neighbourhood, so no maximum is ever exceeded (theory 02.9).
 */
public final class ExplicitSteps {

  private static final int STEPS_PER_CHECK = 256;

  private final Chain chain;
  private final double fastestRate;

  /**
   * Steps for a chain.
   *
   * @param fastestRate the fastest that the chain leaves any node under any control, in 1/s
   */
  public ExplicitSteps(Chain chain, double fastestRate) {
    this.chain = chain;
    this.fastestRate = fastestRate;
  }

  // Δt Σλ ≤ 1/3: where only diffusion acts, equality cancels the leading error     (theory 02.10)
  private static final double STEP_SHARE = 1.0 / 3;

  /** How many steps a horizon takes. */
  public long steps(double horizonS) {
    return Math.max(1, (long) Math.ceil(horizonS * fastestRate / STEP_SHARE));
  }

  /** The last change per second. */
  public double run(double[] v, double horizonS, Progress progress) throws InterruptedException {
    long steps = steps(horizonS);
    double stepS = horizonS / steps;
    ChainRows rows = new ChainRows(chain.grid(), chain.diagonals());
    double[] next = new double[v.length];
    for (long step = 1; step <= steps; step++) {
      advance(v, rows, stepS, next);
      if (step == steps) {
        break;
      }
      System.arraycopy(next, 0, v, 0, v.length);
      if (step % STEPS_PER_CHECK == 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        progress.report((double) step / steps, "step " + step + " of " + steps);
      }
    }
    double change = 0;
    for (int node = 0; node < v.length; node++) {
      change = Math.max(change, Math.abs(next[node] - v[node]));
      v[node] = next[node];
    }
    return change / stepS;
  }

  // v ← (1 - Δt Σλ) v + Δt Σλ v'                                                  (theory 02.9)
  /** One step of the chain under the controls that are best now. */
  void advance(double[] v, ChainRows rows, double stepS, double[] next) {
    for (int node = 0; node < v.length; node++) {
      chain.choose(node, v, rows);
      assert stepS * rows.totalRate(node) <= 1 : "not monotone: step too long";
      next[node] = v[node] + stepS * rows.residual(node, v);
    }
  }
}
