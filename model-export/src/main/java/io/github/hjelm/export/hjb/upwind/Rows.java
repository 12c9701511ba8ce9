package io.github.hjelm.export.hjb.upwind;

/**
 * Small loops over rows. Each is kept small, and squares stand in parentheses, because the compiler
 * of JDK 17 only then makes vector instructions of them.
 */
final class Rows {

  private Rows() {}

  /** o = k (b - a). */
  static void difference(double[] a, double[] b, double k, double[] o) {
    for (int i = 0; i < o.length; i++) {
      o[i] = (b[i] - a[i]) * k;
    }
  }

  /** o = b - a. */
  static void difference(double[] a, double[] b, double[] o) {
    for (int i = 0; i < o.length; i++) {
      o[i] = b[i] - a[i];
    }
  }

  /** o = a - 2b + c. */
  static void second(double[] a, double[] b, double[] c, double[] o) {
    for (int i = 0; i < o.length; i++) {
      o[i] = a[i] - 2 * b[i] + c[i];
    }
  }

  /** Squared smoothness of an outer stencil, 4a² - 11ab + 10b² + ε: JS's, times 3. */
  static void outer(double[] a, double[] b, double epsilon, double[] o) {
    for (int i = 0; i < o.length; i++) {
      double s = 4 * (a[i] * a[i]) - 11 * (a[i] * b[i]) + 10 * (b[i] * b[i]) + epsilon;
      o[i] = s * s;
    }
  }

  /** Squared smoothness of the middle stencil, 4a² - 5ab + 4b² + ε: JS's, times 3. */
  static void middle(double[] a, double[] b, double epsilon, double[] o) {
    for (int i = 0; i < o.length; i++) {
      double s = 4 * (a[i] * a[i]) - 5 * (a[i] * b[i]) + 4 * (b[i] * b[i]) + epsilon;
      o[i] = s * s;
    }
  }

  /** o = 7(b + c) - (a + d): twelve times the central fourth-order derivative. */
  static void central(double[] a, double[] b, double[] c, double[] d, double[] o) {
    for (int i = 0; i < o.length; i++) {
      o[i] = 7 * (b[i] + c[i]) - (a[i] + d[i]);
    }
  }

  /**
   * The weights (theory 01.7) times abc without their ideal shares, where a, b, c are the stencils'
   * squared smoothness: products in place of quotients.
   */
  static void weights(
      double[] s0, double[] s1, double[] s2, double[] w0, double[] w1, double[] w2) {
    for (int i = 0; i < w0.length; i++) {
      double a = s0[i];
      double b = s1[i];
      double c = s2[i];
      double t = Math.abs(a - c);
      w0[i] = (a + t) * (b * c);
      w1[i] = (b + t) * (a * c);
      w2[i] = (c + t) * (a * b);
    }
  }

  /** o = 4ω₀e₁ + 2ω₂e₂ - e₂ with the ideal shares 1 : 6 : 3 and one division. */
  static void correction(
      double[] e1, double[] e2, double[] w0, double[] w1, double[] w2, double[] o) {
    for (int i = 0; i < o.length; i++) {
      double first = w0[i];
      double last = w2[i] + w2[i] + w2[i];
      double bend = e2[i];
      o[i] = (4 * (first * e1[i]) + 2 * (last * bend)) / (first + 6 * w1[i] + last) - bend;
    }
  }

  /** o = k (a + (b - c)/2). */
  static void mean(double[] a, double[] b, double[] c, double k, double[] o) {
    double half = 0.5 * k;
    for (int i = 0; i < o.length; i++) {
      o[i] = k * a[i] + half * (b[i] - c[i]);
    }
  }

  /** o = k (b + c)/2. */
  static void half(double[] b, double[] c, double k, double[] o) {
    double half = 0.5 * k;
    for (int i = 0; i < o.length; i++) {
      o[i] = half * (b[i] + c[i]);
    }
  }
}
