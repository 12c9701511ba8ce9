package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;

/**
 * The best linear feedback for κ = |x|² + |u|² under controls that are held for a period, with the
 * dynamics and the cost of a period exactly as {@link PeriodStep} takes them.
 *
 * <p>With z = (x, u), a period costs zᵀWz and leads to Mz. The cost-to-go xᵀPx is the fixed point
 * of P = H_xx - H_xu H_uu⁻¹ H_ux with H = W + MᵀPM, and u = -H_uu⁻¹ H_ux x.
 */
final class SampledRiccati {

  private static final int MAX_ROUNDS = 2000;

  /** A round that changes P by less than this, relatively, is the last. */
  private static final double SETTLED = 1e-13;

  private final int n;
  private final int m;
  private final double[][] w;
  private final double[][] p;
  private final double[][] gain;

  SampledRiccati(Robot linear, double periodS) {
    n = linear.states().size();
    m = linear.controls().size();
    int steps = PeriodStep.steps(periodS);
    double stepS = periodS / steps;
    Rk4 rk4 = new Rk4(linear);
    double[] calm = new double[linear.disturbances().size()];
    double[][] states = new double[n + m][n];
    double[][] controls = new double[n + m][m];
    for (int j = 0; j < n; j++) {
      states[j][j] = 1;
    }
    w = new double[n + m][n + m];
    for (int j = 0; j < m; j++) {
      controls[n + j][j] = 1;
      w[n + j][n + j] = periodS;
    }
    for (int step = 0; step <= steps; step++) {
      // The trapezoidal rule.
      addProducts(states, step == 0 || step == steps ? 0.5 * stepS : stepS);
      for (int j = 0; step < steps && j < n + m; j++) {
        rk4.step(states[j], controls[j], calm, stepS, states[j]);
      }
    }
    p = new double[n][n];
    gain = new double[m][n];
    solve(states);
  }

  /** Adds Q's share of the period's cost, column by column of the map from z. */
  private void addProducts(double[][] columns, double weight) {
    for (int i = 0; i < n + m; i++) {
      for (int j = 0; j < n + m; j++) {
        w[i][j] += weight * dot(columns[i], columns[j]);
      }
    }
  }

  private void solve(double[][] columns) {
    double[][] h = new double[n + m][n + m];
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double[][] moved = new double[n + m][];
      for (int j = 0; j < n + m; j++) {
        moved[j] = times(p, columns[j]);
      }
      for (int i = 0; i < n + m; i++) {
        for (int j = 0; j < n + m; j++) {
          h[i][j] = w[i][j] + dot(columns[i], moved[j]);
        }
      }
      if (improve(h) <= SETTLED) {
        return;
      }
    }
    throw new IllegalStateException("Riccati's equation did not settle for " + n + " states");
  }

  /** Sets gain and P from H, and answers how much P changed, relatively. */
  private double improve(double[][] h) {
    double[][] factor = cholesky(h);
    for (int i = 0; i < n; i++) {
      double[] column = new double[m];
      for (int k = 0; k < m; k++) {
        column[k] = h[n + k][i];
      }
      solve(factor, column);
      for (int k = 0; k < m; k++) {
        gain[k][i] = column[k];
      }
    }
    double change = 0;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = h[i][j];
        for (int k = 0; k < m; k++) {
          sum -= h[i][n + k] * gain[k][j];
        }
        change = Math.max(change, Math.abs(sum - p[i][j]));
        largest = Math.max(largest, Math.abs(sum));
        p[i][j] = sum;
      }
    }
    return change / largest;
  }

  /** L with H_uu = LLᵀ. */
  private double[][] cholesky(double[][] h) {
    double[][] factor = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = h[n + i][n + j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    return factor;
  }

  private static void solve(double[][] factor, double[] b) {
    for (int i = 0; i < b.length; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= factor[i][k] * b[k];
      }
      b[i] /= factor[i][i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < b.length; k++) {
        b[i] -= factor[k][i] * b[k];
      }
      b[i] /= factor[i][i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] times(double[][] matrix, double[] x) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], x);
    }
    return product;
  }

  /** xᵀPx: what is to be paid from x on, at least. */
  double costToGo(double[] x) {
    return dot(x, times(p, x));
  }

  /** zᵀWz: what a period costs. */
  double cost(double[] x, double[] u) {
    double[] z = new double[n + m];
    System.arraycopy(x, 0, z, 0, n);
    System.arraycopy(u, 0, z, n, m);
    return dot(z, times(w, z));
  }

  /** Writes the best control, wherever the box is. */
  void control(double[] x, double[] u) {
    for (int k = 0; k < m; k++) {
      u[k] = -dot(gain[k], x);
    }
  }
}
