package io.github.hjelm.export.task.optimise;

import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;

/**
 * From the last period to the first: the correction and the feedback that minimise a quadratic
 * model of the cost to go, inside the box (theory 05.5 to 05.9). Not thread-safe.
 */
final class BackwardPass {

  private final Robot robot;
  private final double periodS;
  private final int n;
  private final int m;
  private final HeldPeriod period;
  private final SquareModel model;
  private final BoxQuadratic box;
  private final double[] byX;
  private final double[] byU;
  private final double[] vx;
  private final double[] vxx;
  private final double[] qx;
  private final double[] qu;
  private final double[] qxx;
  private final double[] qux;
  private final double[] quu;
  private final double[] damped;
  private final double[] carriedX;
  private final double[] carriedU;
  private final double[] lower;
  private final double[] upper;
  private final double[] column;
  private double linearFall;
  private double quadraticFall;

  BackwardPass(Robot robot, double periodS, SquareModel model) {
    this.robot = robot;
    this.periodS = periodS;
    this.model = model;
    n = robot.states().size();
    m = robot.controls().size();
    period = new HeldPeriod(robot, periodS);
    box = new BoxQuadratic(m);
    byX = new double[n * n];
    byU = new double[n * m];
    vx = new double[n];
    vxx = new double[n * n];
    qx = new double[n];
    qu = new double[m];
    qxx = new double[n * n];
    qux = new double[m * n];
    quu = new double[m * m];
    damped = new double[m * m];
    carriedX = new double[n * n];
    carriedU = new double[n * m];
    lower = new double[m];
    upper = new double[m];
    column = new double[m];
  }

  /**
   * Writes corrections and gains for every period.
   *
   * @param damping added to the second derivative by the control
   * @return false where that is not positive definite
   */
  boolean run(
      double[][] x, double[][] u, double damping, double[][] corrections, double[][] gains) {
    linearFall = 0;
    quadraticFall = 0;
    SquareModel.Terms end = model.aroundEnd(x[u.length]);
    for (int i = 0; i < n; i++) {
      vx[i] = end.slope(i);
      for (int j = 0; j < n; j++) {
        vxx[i * n + j] = end.curvature(i, j);
      }
    }
    for (int k = u.length - 1; k >= 0; k--) {
      period.linearise(x[k], u[k], byX, byU);
      fillModel(model.aroundPeriod(x[k], u[k], periodS));
      if (!minimise(u[k], damping, corrections[k], gains[k])) {
        return false;
      }
      takeValue(corrections[k], gains[k]);
    }
    return true;
  }

  /** What the model says that a share of the corrections changes; negative where it pays. */
  double expected(double share) {
    return share * linearFall + share * share * quadraticFall;
  }

  private void fillModel(SquareModel.Terms terms) {
    for (int i = 0; i < n; i++) {
      qx[i] = terms.slope(i);
      for (int j = 0; j < n; j++) {
        qxx[i * n + j] = terms.curvature(i, j);
      }
    }
    for (int i = 0; i < m; i++) {
      qu[i] = terms.slope(n + i);
      for (int j = 0; j < n; j++) {
        qux[i * n + j] = terms.curvature(n + i, j);
      }
      for (int j = 0; j < m; j++) {
        quu[i * m + j] = terms.curvature(n + i, n + j);
      }
    }
    Arrays.fill(carriedX, 0);
    Arrays.fill(carriedU, 0);
    RowMajor.addProduct(vxx, byX, n, n, n, carriedX);
    RowMajor.addProduct(vxx, byU, n, n, m, carriedU);
    RowMajor.addTransposedProduct(byX, vx, n, n, 1, qx);
    RowMajor.addTransposedProduct(byU, vx, n, m, 1, qu);
    RowMajor.addTransposedProduct(byX, carriedX, n, n, n, qxx);
    RowMajor.addTransposedProduct(byU, carriedX, n, m, n, qux);
    RowMajor.addTransposedProduct(byU, carriedU, n, m, m, quu);
  }

  private boolean minimise(double[] u, double damping, double[] correction, double[] gain) {
    System.arraycopy(quu, 0, damped, 0, m * m);
    for (int i = 0; i < m; i++) {
      damped[i * m + i] += damping;
      lower[i] = robot.controls().get(i).lower() - u[i];
      upper[i] = robot.controls().get(i).upper() - u[i];
      correction[i] = 0;
    }
    if (!box.minimise(damped, qu, lower, upper, correction)) {
      return false;
    }
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        column[i] = box.isFree(i) ? -qux[i * n + j] : 0;
      }
      box.solve(column);
      for (int i = 0; i < m; i++) {
        gain[i * n + j] = column[i];
      }
    }
    return true;
  }

  // With k the correction and K the gain:
  //   V' = Q_x + Kᵀ(Q_uu k + Q_u) + Q_uxᵀ k
  //   V'' = Q_xx + Kᵀ(Q_uu K + Q_ux) + Q_uxᵀ K
  private void takeValue(double[] correction, double[] gain) {
    double[] force = qu.clone();
    RowMajor.addProduct(quu, correction, m, m, 1, force);
    double[] mixed = qux.clone();
    RowMajor.addProduct(quu, gain, m, m, n, mixed);
    for (int i = 0; i < m; i++) {
      linearFall += correction[i] * qu[i];
      quadraticFall += correction[i] * (force[i] - qu[i]) / 2;
    }
    System.arraycopy(qx, 0, vx, 0, n);
    RowMajor.addTransposedProduct(gain, force, m, n, 1, vx);
    RowMajor.addTransposedProduct(qux, correction, m, n, 1, vx);
    System.arraycopy(qxx, 0, vxx, 0, n * n);
    RowMajor.addTransposedProduct(gain, mixed, m, n, n, vxx);
    RowMajor.addTransposedProduct(qux, gain, m, n, n, vxx);
    makeSymmetric();
  }

  private void makeSymmetric() {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (vxx[i * n + j] + vxx[j * n + i]) / 2;
        vxx[i * n + j] = mean;
        vxx[j * n + i] = mean;
      }
    }
  }
}
