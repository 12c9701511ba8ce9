package io.github.hjelm.bench.hjb;

/** The measured order of a scheme. */
final class Slope {

  private Slope() {}

  /** The slope of the line that fits best through the logarithms; NaN below two points. */
  static double of(double[] spacings, double[] errors) {
    int n = spacings.length;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanX += Math.log(spacings[i]) / n;
      meanY += Math.log(errors[i]) / n;
    }
    double both = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double x = Math.log(spacings[i]) - meanX;
      both += x * (Math.log(errors[i]) - meanY);
      square += x * x;
    }
    return both / square;
  }
}
