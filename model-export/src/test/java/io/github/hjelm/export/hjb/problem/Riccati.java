package io.github.hjelm.export.hjb.problem;

/**
 * The Riccati equation of two states and one control, marched in time to rest: a second way to the
 * same answer that shares nothing with the solver.
 */
final class Riccati {

  private static final double STEP_S = 1e-3;
  private static final double AT_REST = 1e-13;

  private Riccati() {}

  // Ṗ = Q + AᵀP + PA - ρP - PBR⁻¹BᵀP, from zero, by the midpoint rule
  static double[] solve(double[] a, double[] b, double[] q, double r, double rho) {
    double[] p = new double[4];
    for (int step = 0; step < 1_000_000; step++) {
      double[] rate = rate(p, a, b, q, r, rho);
      double[] middle = new double[4];
      for (int i = 0; i < 4; i++) {
        middle[i] = p[i] + STEP_S / 2 * rate[i];
      }
      rate = rate(middle, a, b, q, r, rho);
      double change = 0;
      for (int i = 0; i < 4; i++) {
        p[i] += STEP_S * rate[i];
        change = Math.max(change, Math.abs(rate[i]));
      }
      if (change < AT_REST) {
        return p;
      }
    }
    throw new AssertionError("the Riccati equation did not come to rest");
  }

  private static double[] rate(
      double[] p, double[] a, double[] b, double[] q, double r, double rho) {
    double[] pb = {p[0] * b[0] + p[1] * b[1], p[2] * b[0] + p[3] * b[1]};
    double[] rate = new double[4];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double sum = q[2 * i + j] - rho * p[2 * i + j] - pb[i] * pb[j] / r;
        for (int k = 0; k < 2; k++) {
          sum += a[2 * k + i] * p[2 * k + j] + p[2 * i + k] * a[2 * k + j];
        }
        rate[2 * i + j] = sum;
      }
    }
    return rate;
  }
}
