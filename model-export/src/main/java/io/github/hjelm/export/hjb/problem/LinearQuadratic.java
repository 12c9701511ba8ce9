package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;

/**
 * dX = (AX + Bu) dt + Σ dW with cost rate ½(xᵀQx + uᵀRu) and discount ρ, in controls w = Lᵀu with R
 * = LLᵀ, in which the price of control is ½|w|² (theory 02.12). Matrices are row-major.
 */
final class LinearQuadratic {

  /** Rounding that a hand-written symmetric matrix may show. */
  private static final double SYMMETRY_TOLERANCE = 1e-9;

  private final int n;
  private final int m;
  private final double[] drift;
  private final double[] control;
  private final double[] stateCost;
  private final double[] diffusion;
  private final double discount;

  private LinearQuadratic(
      int n,
      int m,
      double[] drift,
      double[] control,
      double[] stateCost,
      double[] diffusion,
      double discount) {
    this.n = n;
    this.m = m;
    this.drift = drift;
    this.control = control;
    this.stateCost = stateCost;
    this.diffusion = diffusion;
    this.discount = discount;
  }

  /** One state, one control. */
  static LinearQuadratic scalar(
      double alpha, double beta, double q, double r, double sigma, double rho) {
    return new LinearQuadratic(
        1,
        1,
        new double[] {alpha},
        new double[] {beta / Math.sqrt(r)},
        new double[] {q},
        new double[] {sigma * sigma},
        rho);
  }

  /** A point mass that is pushed: position and speed. */
  static LinearQuadratic plane() {
    return new LinearQuadratic(
        2,
        1,
        new double[] {0, 1, 0, 0},
        new double[] {0, 1 / Math.sqrt(0.1)},
        new double[] {1, 0, 0, 1},
        new double[] {0, 0, 0, 0.04},
        0.1);
  }

  static LinearQuadratic of(YamlNode file) throws YamlRefusal {
    file.refuseUnknownKeys("A", "B", "Q", "R", "Sigma", "rho");
    int n = file.at("A").asList().size();
    if (n < 1 || n > 6) {
      throw file.at("A").refusal(Reason.WRONG_SIZE, "must have 1 to 6 rows");
    }
    double[] drift = file.matrix("A", n, n);
    int m = columns(file.at("B"));
    double[] stateCost = file.matrix("Q", n, n);
    refuseAsymmetric(file.at("Q"), stateCost, n);
    refuseIndefinite(file.at("Q"), stateCost, n);
    double[] cholesky = file.matrix("R", m, m);
    refuseAsymmetric(file.at("R"), cholesky, m);
    factor(file.at("R"), cholesky, m);
    double[] control = file.matrix("B", n, m);
    divideByTranspose(control, n, cholesky, m);
    int noises = columns(file.at("Sigma"));
    double[] noise = file.matrix("Sigma", n, noises);
    double[] diffusion = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < noises; k++) {
          diffusion[i * n + j] += noise[i * noises + k] * noise[j * noises + k];
        }
      }
    }
    double rho = file.numberWithin("rho", 1e-6, 1e6);
    return new LinearQuadratic(n, m, drift, control, stateCost, diffusion, rho);
  }

  private static int columns(YamlNode matrix) throws YamlRefusal {
    var rows = matrix.asList();
    int columns = rows.isEmpty() ? 0 : rows.get(0).asList().size();
    if (columns < 1 || columns > 16) {
      throw matrix.refusal(Reason.WRONG_SIZE, "must have 1 to 16 columns");
    }
    return columns;
  }

  private static void refuseAsymmetric(YamlNode node, double[] matrix, int size)
      throws YamlRefusal {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double gap = Math.abs(matrix[i * size + j] - matrix[j * size + i]);
        if (!(gap <= SYMMETRY_TOLERANCE * (1 + Math.abs(matrix[i * size + j])))) {
          throw node.refusal(Reason.CONTRADICTION, "must be symmetric");
        }
      }
    }
  }

  /** A direction of negative cost is one in which the state had better explode. */
  private static void refuseIndefinite(YamlNode node, double[] q, int n) throws YamlRefusal {
    double size = 0;
    for (double entry : q) {
      size = Math.max(size, Math.abs(entry));
    }
    double[] rest = q.clone();
    for (int k = 0; k < n; k++) {
      double pivot = rest[k * n + k];
      boolean isZero = Math.abs(pivot) <= SYMMETRY_TOLERANCE * size;
      for (int i = k + 1; i < n; i++) {
        boolean isFree = Math.abs(rest[i * n + k]) <= Math.sqrt(SYMMETRY_TOLERANCE) * size;
        if (isZero && !isFree) {
          throw node.refusal(Reason.CONTRADICTION, "must be positive semidefinite");
        }
        double factor = isZero ? 0 : rest[i * n + k] / pivot;
        for (int j = k + 1; j < n; j++) {
          rest[i * n + j] -= factor * rest[k * n + j];
        }
      }
      if (!(pivot >= -SYMMETRY_TOLERANCE * size)) {
        throw node.refusal(Reason.CONTRADICTION, "must be positive semidefinite");
      }
    }
  }

  // R = LLᵀ, in place
  private static void factor(YamlNode node, double[] r, int m) throws YamlRefusal {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = r[i * m + j];
        for (int k = 0; k < j; k++) {
          sum -= r[i * m + k] * r[j * m + k];
        }
        if (i != j) {
          r[i * m + j] = sum / r[j * m + j];
        } else if (sum > 0) {
          r[i * m + i] = Math.sqrt(sum);
        } else {
          throw node.refusal(Reason.CONTRADICTION, "must be positive definite");
        }
      }
    }
  }

  // B ← B L⁻ᵀ, a row b at a time: L y = b
  private static void divideByTranspose(double[] b, int n, double[] l, int m) {
    for (int row = 0; row < n; row++) {
      for (int j = 0; j < m; j++) {
        double sum = b[row * m + j];
        for (int k = 0; k < j; k++) {
          sum -= l[j * m + k] * b[row * m + k];
        }
        b[row * m + j] = sum / l[j * m + j];
      }
    }
  }

  int states() {
    return n;
  }

  int controls() {
    return m;
  }

  double a(int i, int j) {
    return drift[i * n + j];
  }

  double b(int i, int j) {
    return control[i * m + j];
  }

  double q(int i, int j) {
    return stateCost[i * n + j];
  }

  /** Entry i, j of ΣΣᵀ. */
  double diffusion(int i, int j) {
    return diffusion[i * n + j];
  }

  double discount() {
    return discount;
  }
}
