package io.github.hjelm.export.hjb.upwind;

/** The cubic that two comparisons of divided differences call smoothest (theory 01.6). */
final class Eno3Sweep extends UpwindSweep {

  private static final double SIXTH = 1.0 / 6;

  Eno3Sweep(int width, double spacing) {
    super(3, width, 1 / spacing);
  }

  @Override
  void derive(Ring differences, double[] mean, double[] half) {
    double[] a = differences.get(0);
    double[] b = differences.get(1);
    double[] c = differences.get(2);
    double[] d = differences.get(3);
    double[] e = differences.get(4);
    double[] f = differences.get(5);
    for (int i = 0; i < mean.length; i++) {
      double minus = eno3(a[i], b[i], c[i], d[i], e[i]);
      double plus = eno3(f[i], e[i], d[i], c[i], b[i]);
      mean[i] = 0.5 * (minus + plus);
      half[i] = 0.5 * (plus - minus);
    }
  }

  /** The derivative at the node between c and d, from the side on which c lies. */
  private static double eno3(double a, double b, double c, double d, double e) {
    double near = c - b;
    double far = d - c;
    double left = near - (b - a);
    double middle = far - near;
    double right = (e - d) - far;
    if (Math.abs(near) <= Math.abs(far)) {
      return Math.abs(left) <= Math.abs(middle)
          ? SIXTH * (2 * a - 7 * b + 11 * c)
          : SIXTH * (5 * c - b + 2 * d);
    }
    return Math.abs(middle) <= Math.abs(right)
        ? SIXTH * (5 * c - b + 2 * d)
        : SIXTH * (2 * c + 5 * d - e);
  }
}
