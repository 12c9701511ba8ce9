package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/**
 * The exact safety value of a mass on a line that must stay within ±X, against the worst push
 * (theory 03.2): V = min{X - |x|, X - |x + v|v|/(2A)|}, with A what the motor has left after the
 * disturbance.
 */
public final class DoubleIntegratorValue implements ValueField {

  private final double halfWidthM;
  private final double netAccelerationMps2;

  /**
   * The value for one line and one motor.
   *
   * @param halfWidthM X
   * @param accelerationMps2 the motor's bound
   * @param disturbanceMps2 the disturbance's bound, below the motor's
   */
  public DoubleIntegratorValue(double halfWidthM, double accelerationMps2, double disturbanceMps2) {
    // Written so that NaN is refused.
    if (!(halfWidthM > 0 && disturbanceMps2 >= 0 && accelerationMps2 > disturbanceMps2)) {
      throw new IllegalArgumentException(
          "a mass within ±%s m needs a motor (%s m/s²) stronger than the disturbance (%s m/s²)"
              .formatted(halfWidthM, accelerationMps2, disturbanceMps2));
    }
    this.halfWidthM = halfWidthM;
    netAccelerationMps2 = accelerationMps2 - disturbanceMps2;
  }

  @Override
  public int dimensions() {
    return 2;
  }

  /** Where it would come to rest under full braking against the worst push. */
  private double rest(double[] x) {
    return x[0] + x[1] * Math.abs(x[1]) / (2 * netAccelerationMps2);
  }

  @Override
  @HotPath
  public double value(double[] x) {
    double value = halfWidthM - Math.max(Math.abs(x[0]), Math.abs(rest(x)));
    return value >= -Double.MAX_VALUE ? value : OUTSIDE;
  }

  @Override
  @HotPath
  public double valueAndGradient(double[] x, double[] gradient) {
    double rest = rest(x);
    if (Math.abs(rest) > Math.abs(x[0])) {
      gradient[0] = -Math.signum(rest);
      gradient[1] = -Math.signum(rest) * Math.abs(x[1]) / netAccelerationMps2;
    } else {
      gradient[0] = -Math.signum(x[0]);
      gradient[1] = 0;
    }
    return value(x);
  }
}
