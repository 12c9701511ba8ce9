package io.github.hjelm.export.hjb.upwind;

/** p⁻ and p⁺ are the differences themselves (theory 01.4). */
final class FirstOrderSweep extends UpwindSweep {

  FirstOrderSweep(int width, double spacing) {
    super(1, width, 1 / spacing);
  }

  @Override
  void derive(Ring differences, double[] mean, double[] half) {
    double[] minus = differences.get(0);
    double[] plus = differences.get(1);
    for (int i = 0; i < mean.length; i++) {
      mean[i] = 0.5 * (minus[i] + plus[i]);
    }
    for (int i = 0; i < half.length; i++) {
      half[i] = 0.5 * (plus[i] - minus[i]);
    }
  }
}
