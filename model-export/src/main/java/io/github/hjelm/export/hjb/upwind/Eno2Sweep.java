package io.github.hjelm.export.hjb.upwind;

/** The parabola through the neighbour with the smaller second difference (theory 01.5). */
final class Eno2Sweep extends UpwindSweep {

  Eno2Sweep(int width, double spacing) {
    super(2, width, 1 / spacing);
  }

  @Override
  void derive(double[][] differences, double[] minus, double[] plus) {
    double[] d0 = differences[0];
    double[] d1 = differences[1];
    double[] d2 = differences[2];
    double[] d3 = differences[3];
    for (int i = 0; i < minus.length; i++) {
      double before = d1[i] - d0[i];
      double here = d2[i] - d1[i];
      double after = d3[i] - d2[i];
      minus[i] = d1[i] + 0.5 * smaller(before, here);
      plus[i] = d2[i] - 0.5 * smaller(here, after);
    }
  }

  private static double smaller(double a, double b) {
    return Math.abs(a) <= Math.abs(b) ? a : b;
  }
}
