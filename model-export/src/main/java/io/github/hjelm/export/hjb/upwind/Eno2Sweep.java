package io.github.hjelm.export.hjb.upwind;

/** The parabola through the neighbour with the smaller second difference (theory 01.5). */
final class Eno2Sweep extends UpwindSweep {

  Eno2Sweep(int width, double spacing) {
    super(2, width, 1 / spacing);
  }

  @Override
  void derive(Ring differences, double[] mean, double[] half) {
    double[] d0 = differences.get(0);
    double[] d1 = differences.get(1);
    double[] d2 = differences.get(2);
    double[] d3 = differences.get(3);
    for (int i = 0; i < mean.length; i++) {
      double before = d1[i] - d0[i];
      double here = d2[i] - d1[i];
      double after = d3[i] - d2[i];
      double minus = d1[i] + 0.5 * smaller(before, here);
      double plus = d2[i] - 0.5 * smaller(here, after);
      mean[i] = 0.5 * (minus + plus);
      half[i] = 0.5 * (plus - minus);
    }
  }

  private static double smaller(double a, double b) {
    return Math.abs(a) <= Math.abs(b) ? a : b;
  }
}
