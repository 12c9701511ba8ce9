package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.stats.LeastSquares;
import java.util.stream.DoubleStream;

/** The measured order of a scheme. */
final class Slope {

  private Slope() {}

  /** The slope of the line that fits best through the logarithms; NaN below two points. */
  static double of(double[] spacings, double[] errors) {
    return LeastSquares.slope(logarithms(spacings), logarithms(errors));
  }

  private static double[] logarithms(double[] values) {
    return DoubleStream.of(values).map(Math::log).toArray();
  }
}
