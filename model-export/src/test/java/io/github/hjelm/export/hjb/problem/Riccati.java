package io.github.hjelm.export.hjb.problem;

/**
 * The Riccati equation of two states, marched in time to rest: a second way to the same answer that
 * shares nothing with the solver.
 */
final class Riccati {

  private static final double STEP_S = 1e-3;
  private static final double AT_REST = 1e-13;

  private Riccati() {}

  // Ṗ = Q + AᵀP + PA - ρP - PGP with G = BR⁻¹Bᵀ, from zero, by the midpoint rule
  static double[] solve(double[] a, double[] g, double[] q, double rho) {
    double[] p = new double[4];
    for (int step = 0; step < 1_000_000; step++) {
      double[] rate = rate(p, a, g, q, rho);
      double[] middle = new double[4];
      for (int i = 0; i < 4; i++) {
        middle[i] = p[i] + STEP_S / 2 * rate[i];
      }
      rate = rate(middle, a, g, q, rho);
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

  private static double[] rate(double[] p, double[] a, double[] g, double[] q, double rho) {
    double[] pg = product(p, g);
    double[] pgp = product(pg, p);
    double[] rate = new double[4];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double sum = q[2 * i + j] - rho * p[2 * i + j] - pgp[2 * i + j];
        for (int k = 0; k < 2; k++) {
          sum += a[2 * k + i] * p[2 * k + j] + p[2 * i + k] * a[2 * k + j];
        }
        rate[2 * i + j] = sum;
      }
    }
    return rate;
  }

  private static double[] product(double[] a, double[] b) {
    return new double[] {
      a[0] * b[0] + a[1] * b[2],
      a[0] * b[1] + a[1] * b[3],
      a[2] * b[0] + a[3] * b[2],
      a[2] * b[1] + a[3] * b[3]
    };
  }
}
