package io.github.hjelm.export.hjb.solver;

import java.util.Arrays;
import java.util.List;

/**
 * What controls cost, ½ Σ R u², in terms of û between -1 and 1 (theory 01.23): with u = ū + r û the
 * curvatures q = R r², then the slopes b = R ū r, then the constant ½ Σ R ū².
 */
final class ControlCosts implements Coefficients {

  private final AffineCoefficients affine;
  private final List<Double> weights;
  private final double[] all;

  ControlCosts(AffineCoefficients affine, List<Double> weights) {
    this.affine = affine;
    this.weights = weights;
    all = new double[affine.count()];
  }

  @Override
  public int count() {
    return 2 * weights.size() + 1;
  }

  @Override
  public void at(double[] x, double[] out) {
    affine.at(x, all);
    int m = weights.size();
    Arrays.fill(out, 0);
    for (int j = 0; j < m; j++) {
      double centre = affine.centre(j);
      double radius = affine.radius(j);
      out[j] = weights.get(j) * radius * radius;
      out[m + j] = weights.get(j) * centre * radius;
      out[2 * m] += 0.5 * weights.get(j) * centre * centre;
    }
  }
}
