package io.github.hjelm.export.task.optimise;

/**
 * Minimises ½uᵀHu + gᵀu over a box by projected Newton steps (theory 05.8): exact after as many
 * steps as the set of active bounds changes. Not thread-safe.
 */
final class BoxQuadratic {

  /** Few controls, few sets of active bounds; a dozen steps are not seen. */
  private static final int MOST_STEPS = 100;

  /** A share of the fall that the slope promises, as is usual for Armijo's rule. */
  private static final double ARMIJO = 0.1;

  private static final int MOST_HALVINGS = 30;

  /** Relative to the size of the gradient without bounds. */
  private static final double TOLERANCE = 1e-12;

  private final int m;
  private final double[] gradient;
  private final double[] factor;
  private final double[] trial;
  private final double[] step;
  private final boolean[] free;

  BoxQuadratic(int m) {
    this.m = m;
    gradient = new double[m];
    factor = new double[m * m];
    trial = new double[m];
    step = new double[m];
    free = new boolean[m];
  }

  /**
   * Improves u, which must lie in the box.
   *
   * @return false where H is not positive definite on the free components
   */
  boolean minimise(double[] h, double[] g, double[] lower, double[] upper, double[] u) {
    for (int count = 0; count < MOST_STEPS; count++) {
      double size = evaluateGradient(h, g, u);
      boolean isAnyFree = chooseFree(lower, upper, u, size);
      if (!factorise(h)) {
        return false;
      }
      if (!isAnyFree) {
        return true;
      }
      for (int i = 0; i < m; i++) {
        step[i] = free[i] ? -gradient[i] : 0;
      }
      solve(step);
      if (!advance(h, g, lower, upper, u)) {
        return true;
      }
    }
    return true;
  }

  /** Whether a component of the last minimum moves with the rest of the problem. */
  boolean isFree(int i) {
    return free[i];
  }

  /** H_ff⁻¹ b for the free components of the last minimum, in place; zero for the others. */
  void solve(double[] b) {
    for (int i = 0; i < m; i++) {
      double sum = free[i] ? b[i] : 0;
      for (int k = 0; k < i; k++) {
        sum -= factor[i * m + k] * b[k];
      }
      b[i] = sum / factor[i * m + i];
    }
    for (int i = m - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < m; k++) {
        sum -= factor[k * m + i] * b[k];
      }
      b[i] = sum / factor[i * m + i];
    }
  }

  private double evaluateGradient(double[] h, double[] g, double[] u) {
    double size = 0;
    for (int i = 0; i < m; i++) {
      double sum = g[i];
      size = Math.max(size, Math.abs(g[i]));
      for (int j = 0; j < m; j++) {
        sum += h[i * m + j] * u[j];
        size = Math.max(size, Math.abs(h[i * m + j] * u[j]));
      }
      gradient[i] = sum;
    }
    return size;
  }

  /** Says which components may move, and whether any of them wants to. */
  private boolean chooseFree(double[] lower, double[] upper, double[] u, double size) {
    boolean isAnySteep = false;
    for (int i = 0; i < m; i++) {
      boolean isHeld =
          (u[i] <= lower[i] && gradient[i] > 0) || (u[i] >= upper[i] && gradient[i] < 0);
      free[i] = !isHeld;
      isAnySteep |= free[i] && Math.abs(gradient[i]) > TOLERANCE * size;
    }
    return isAnySteep;
  }

  /** Cholesky's factor of H on the free components, 1 on the diagonal of the others. */
  private boolean factorise(double[] h) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = free[i] && free[j] ? h[i * m + j] : (i == j ? 1 : 0);
        for (int k = 0; k < j; k++) {
          sum -= factor[i * m + k] * factor[j * m + k];
        }
        if (i == j) {
          // Written so that NaN is refused.
          if (!(sum > 0)) {
            return false;
          }
          factor[i * m + i] = Math.sqrt(sum);
        } else {
          factor[i * m + j] = sum / factor[j * m + j];
        }
      }
    }
    return true;
  }

  /** Goes along the step, bent by the box, as far as it pays; false where it does not. */
  private boolean advance(double[] h, double[] g, double[] lower, double[] upper, double[] u) {
    double before = value(h, g, u);
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double promised = 0;
      for (int i = 0; i < m; i++) {
        trial[i] = Math.min(upper[i], Math.max(lower[i], u[i] + length * step[i]));
        promised += gradient[i] * (trial[i] - u[i]);
      }
      if (promised < 0 && value(h, g, trial) <= before + ARMIJO * promised) {
        System.arraycopy(trial, 0, u, 0, m);
        return true;
      }
      length /= 2;
    }
    return false;
  }

  private double value(double[] h, double[] g, double[] u) {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      double row = 0;
      for (int j = 0; j < m; j++) {
        row += h[i * m + j] * u[j];
      }
      sum += u[i] * (g[i] + row / 2);
    }
    return sum;
  }
}
