package io.github.hjelm.export.hjb.upwind;

/** p⁻ and p⁺ are the differences themselves (theory 01.4). */
final class FirstOrderSweep extends UpwindSweep {

  FirstOrderSweep(int width, double spacing) {
    super(1, width, 1 / spacing);
  }

  @Override
  void derive(double[][] differences, double[] minus, double[] plus) {
    System.arraycopy(differences[0], 0, minus, 0, minus.length);
    System.arraycopy(differences[1], 0, plus, 0, plus.length);
  }
}
