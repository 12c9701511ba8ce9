package io.github.hjelm.export.task.optimise;

/**
 * A cost as a sum of squares: ½|r(x, u)|² per second, and ½|r_end(x)|² once at the end (theory
 * 05.1). Squares keep the optimiser's second derivatives positive whatever r is.
 *
 * <p>The residuals must have one continuous derivative or a kink at zero only, as max(0, ·) has.
 * Angles come unwrapped: what depends on one must be periodic in it. Called from one thread at a
 * time.
 */
public interface LeastSquares {

  /** How many numbers {@link #running} writes. */
  int runningCount();

  /** Writes r(x, u). */
  void running(double[] x, double[] u, double[] r);

  /** How many numbers {@link #end} writes. */
  int endCount();

  /** Writes r_end(x). */
  void end(double[] x, double[] r);

  /** κ(x, u) = ½|r(x, u)|², per second. */
  default double perSecond(double[] x, double[] u) {
    double[] r = new double[runningCount()];
    running(x, u, r);
    return halfSquare(r);
  }

  /** ½|r|². */
  static double halfSquare(double[] r) {
    double sum = 0;
    for (double one : r) {
      sum += one * one;
    }
    return sum / 2;
  }
}
