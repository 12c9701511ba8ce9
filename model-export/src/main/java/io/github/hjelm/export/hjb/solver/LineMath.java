package io.github.hjelm.export.hjb.solver;

/** Loops over lines of nodes, small so that the compiler makes vector instructions of them. */
final class LineMath {

  private LineMath() {}

  /** h += a b. */
  static void addProduct(double[] a, double[] b, double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] += a[i] * b[i];
    }
  }

  /** h += k a. */
  static void addMultiple(double k, double[] a, double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] += k * a[i];
    }
  }

  /** h += s |b|. */
  static void addMagnitude(double s, double[] b, double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] += s * Math.abs(b[i]);
    }
  }

  /**
   * h += s max over |û| ≤ 1 of wû - ½qû²: a parabola up to |w| = q, where û meets its bound, and a
   * straight line beyond.
   */
  static void addBoundedParabola(double s, double[] q, double[] w, double[] h) {
    for (int i = 0; i < h.length; i++) {
      double size = Math.abs(w[i]);
      double inner = Math.min(size, q[i]);
      // q = 0 has inner = 0, and then size · û counts.
      h[i] += s * (q[i] > 0 ? inner / q[i] * (size - 0.5 * inner) : size);
    }
  }

  /** h += k a (b - 2c + d). */
  static void addSecondDifference(
      double k, double[] a, double[] b, double[] c, double[] d, double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] += k * a[i] * (b[i] - 2 * c[i] + d[i]);
    }
  }

  /** out = w + Δt h. */
  static void euler(double[] w, double dt, double[] h, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = w[i] + dt * h[i];
    }
  }

  /** a = min(a, b). */
  static void least(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.min(a[i], b[i]);
    }
  }

  /** a = max(a, b). */
  static void most(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.max(a[i], b[i]);
    }
  }

  /** out = share · old + (1 - share) · out. */
  static void mix(double share, double[] old, double[] out) {
    double rest = 1 - share;
    for (int i = 0; i < out.length; i++) {
      out[i] = share * old[i] + rest * out[i];
    }
  }

  /** The largest |a - b|; NaN if any is. */
  static double largestChange(double[] a, double[] b, double soFar) {
    double largest = soFar;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
