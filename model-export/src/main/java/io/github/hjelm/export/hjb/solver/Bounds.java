package io.github.hjelm.export.hjb.solver;

import java.util.Arrays;

/** αᵢ = |f̃ᵢ| + Σⱼ |gᵢⱼ| per axis, which bounds |∂H/∂pᵢ| for every p (theory 01.9). */
final class Bounds implements Coefficients {

  private final AffineCoefficients affine;
  private final int n;
  private final double[] all;

  Bounds(AffineCoefficients affine, int n) {
    this.affine = affine;
    this.n = n;
    all = new double[affine.count()];
  }

  @Override
  public int count() {
    return n;
  }

  @Override
  public void at(double[] x, double[] alpha) {
    affine.at(x, all);
    Arrays.fill(alpha, 0);
    for (int c = 0; c < all.length; c++) {
      alpha[c % n] += Math.abs(all[c]);
    }
  }
}
