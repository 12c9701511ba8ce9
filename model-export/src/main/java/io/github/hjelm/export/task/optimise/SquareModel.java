package io.github.hjelm.export.task.optimise;

import java.util.Arrays;

/**
 * A cost around a point, to second order: with R the derivative of the residuals, ½|r|² has the
 * gradient Rᵀr and, where r is small or nearly linear, the second derivative RᵀR (theory 05.4). Not
 * thread-safe.
 */
final class SquareModel {

  /** Central differences of residuals of order one lose about 1e-10 to truncation and rounding. */
  private static final double STEP = 1e-5;

  private final LeastSquares cost;
  private final int n;
  private final int m;
  private final Terms running;
  private final Terms end;

  /** The residuals at a point, and the gradient and second derivative by (x, u) or by x. */
  static final class Terms {
    private final int size;
    private final double[] above;
    private final double[] below;
    private final double[] r;
    private final double[] slopes;
    private final double[] gradient;
    private final double[] curvature;

    private Terms(int count, int size) {
      this.size = size;
      above = new double[count];
      below = new double[count];
      r = new double[count];
      slopes = new double[count * size];
      gradient = new double[size];
      curvature = new double[size * size];
    }

    double slope(int i) {
      return gradient[i];
    }

    double curvature(int i, int j) {
      return curvature[i * size + j];
    }

    private void takeSlope(int column) {
      for (int row = 0; row < r.length; row++) {
        slopes[row * size + column] = (above[row] - below[row]) / (2 * STEP);
      }
    }

    private void finish(double weight) {
      Arrays.fill(gradient, 0);
      Arrays.fill(curvature, 0);
      RowMajor.addTransposedProduct(slopes, r, r.length, size, 1, gradient);
      RowMajor.addTransposedProduct(slopes, slopes, r.length, size, size, curvature);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= weight;
      }
      for (int i = 0; i < curvature.length; i++) {
        curvature[i] *= weight;
      }
    }
  }

  SquareModel(LeastSquares cost, int n, int m) {
    this.cost = cost;
    this.n = n;
    this.m = m;
    running = new Terms(cost.runningCount(), n + m);
    end = new Terms(cost.endCount(), n);
  }

  /** The cost of one period. */
  double period(double[] x, double[] u, double periodS) {
    cost.running(x, u, running.r);
    return periodS * LeastSquares.halfSquare(running.r);
  }

  /** The cost of where it ends. */
  double end(double[] x) {
    cost.end(x, end.r);
    return LeastSquares.halfSquare(end.r);
  }

  /** The cost of one period around a point; valid until the next call. */
  Terms aroundPeriod(double[] x, double[] u, double periodS) {
    for (int i = 0; i < n + m; i++) {
      double[] vector = i < n ? x : u;
      int at = i < n ? i : i - n;
      double kept = vector[at];
      vector[at] = kept + STEP;
      cost.running(x, u, running.above);
      vector[at] = kept - STEP;
      cost.running(x, u, running.below);
      vector[at] = kept;
      running.takeSlope(i);
    }
    cost.running(x, u, running.r);
    running.finish(periodS);
    return running;
  }

  /** The cost of the end around a point; valid until the next call. */
  Terms aroundEnd(double[] x) {
    for (int i = 0; i < n; i++) {
      double kept = x[i];
      x[i] = kept + STEP;
      cost.end(x, end.above);
      x[i] = kept - STEP;
      cost.end(x, end.below);
      x[i] = kept;
      end.takeSlope(i);
    }
    cost.end(x, end.r);
    end.finish(1);
    return end;
  }
}
