package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.SolveRefusal;
import java.util.Arrays;
import java.util.Locale;

/** σσᵀ at a state, row by row. Not thread-safe. */
final class Covariance implements Coefficients {

  /** Rounding in σσᵀ: equality of both sides is common and means to be allowed. */
  private static final double ROUNDING = 1e-12;

  private final Diffusion diffusion;
  private final int n;
  private final double[] sigma;

  Covariance(Diffusion diffusion, int n) {
    this.diffusion = diffusion;
    this.n = n;
    sigma = new double[n * n];
  }

  @Override
  public int count() {
    return n * n;
  }

  @Override
  public void at(double[] x, double[] a) {
    Arrays.fill(sigma, 0);
    diffusion.at(x, sigma);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += sigma[i * n + k] * sigma[j * n + k];
        }
        a[i * n + j] = sum;
      }
    }
  }

  /** aᵢᵢ/Δxᵢ ≥ Σ_j |aᵢⱼ|/Δxⱼ at every node (theory 01.26). */
  void requireDominance(Grid grid) throws SolveRefusal {
    double[] x = new double[n];
    double[] a = new double[n * n];
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      at(x, a);
      for (int i = 0; i < n; i++) {
        double own = a[i * n + i] / grid.axis(i).spacing();
        double others = -own;
        for (int j = 0; j < n; j++) {
          others += Math.abs(a[i * n + j]) / grid.axis(j).spacing();
        }
        // Written so that NaN is refused.
        if (!(others <= own * (1 + ROUNDING))) {
          throw new SolveRefusal(
              String.format(
                  Locale.ROOT,
                  "the noise of axis %s is too strongly tied to that of other axes for a monotone"
                      + " difference at %s: refine axis %s or coarsen the others by a factor of"
                      + " %.3g, or turn the axes",
                  grid.axis(i).name(),
                  Arrays.toString(x),
                  grid.axis(i).name(),
                  others / own));
        }
      }
    }
  }
}
