package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;

/**
 * How an error of the state grows, component by component (theory 03.11): |e(t)| ≤ exp(Mt)|e(0)| +
 * ∫ exp(Ms) w ds with M the largest |∂f/∂x| over the grid (on the diagonal the largest ∂f/∂x), and
 * w how fast a disturbance that is not foreseen moves each state.
 */
final class ErrorSpread {

  /** Nodes at which M is looked for; it is largest at corners of the grid or varies slowly. */
  private static final int MOST_NODES = 20_000;

  /** A Taylor series of exp(M s) that ends below rounding for M s of order one. */
  private static final int TERMS = 30;

  private final int n;
  private final double[] growth;
  private final double[] rate;

  ErrorSpread(Robot robot, Grid grid) {
    n = grid.dimensions();
    growth = new double[n * n];
    rate = new double[n];
    Arrays.fill(growth, Double.NEGATIVE_INFINITY);
    BoxVertices controls = BoxVertices.of(robot.controls());
    BoxVertices disturbances = BoxVertices.of(robot.disturbances());
    double[] x = new double[n];
    double[] u = new double[robot.controls().size()];
    double[] d = new double[robot.disturbances().size()];
    double[] jacobian = new double[n * n];
    double[] matrix = new double[n * d.length];
    int stride = Math.max(1, grid.size() / MOST_NODES);
    // An odd stride does not keep to one line of the grid.
    for (int node = 0; node < grid.size(); node += stride | 1) {
      grid.coordinates(node, x);
      robot.disturbanceMatrix(x, matrix);
      takeRate(matrix, robot);
      for (int j = 0; j < controls.count(); j++) {
        controls.copy(j, u);
        for (int k = 0; k < disturbances.count(); k++) {
          disturbances.copy(k, d);
          robot.stateJacobian(x, u, d, jacobian);
          takeGrowth(jacobian);
        }
      }
    }
  }

  private void takeRate(double[] matrix, Robot robot) {
    int p = robot.disturbances().size();
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < p; k++) {
        double bound =
            Math.max(
                Math.abs(robot.disturbances().get(k).lower()),
                Math.abs(robot.disturbances().get(k).upper()));
        sum += Math.abs(matrix[i * p + k]) * bound;
      }
      rate[i] = Math.max(rate[i], sum);
    }
  }

  private void takeGrowth(double[] jacobian) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double slope = jacobian[i * n + j];
        growth[i * n + j] = Math.max(growth[i * n + j], i == j ? slope : Math.abs(slope));
      }
    }
  }

  /** L, the largest sum of a row of M: how fast the largest component can grow. */
  double lipschitz() {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += Math.abs(growth[i * n + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** exp(Mt) e. */
  double[] grown(double[] error, double seconds) {
    return series(error, seconds, 0);
  }

  /** ∫₀ᵗ exp(Ms) w ds. */
  double[] unseen(double seconds) {
    double[] scaled = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = rate[i] * seconds;
    }
    return series(scaled, seconds, 1);
  }

  /** Σₖ (Mt)ᵏ v / (k + shift)! · shift!. */
  private double[] series(double[] v, double seconds, int shift) {
    double[] sum = v.clone();
    double[] term = v.clone();
    for (int k = 1; k <= TERMS; k++) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          next[i] += growth[i * n + j] * seconds * term[j] / (k + shift);
        }
        sum[i] += next[i];
      }
      term = next;
    }
    return sum;
  }
}
