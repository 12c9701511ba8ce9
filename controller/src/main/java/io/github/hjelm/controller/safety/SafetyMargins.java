package io.github.hjelm.controller.safety;

/**
 * What is taken off the certified value before it is believed, part by part, each in the unit of
 * the value (theory 03.7).
 *
 * @param estimation for the error of the state estimate and what delay makes of it
 * @param grid how far the table may lie above the value it approximates
 * @param interpolation how far it may lie above it between nodes, for each look-ahead
 * @param interSample how deep the clearance may dip between the instants that are checked
 */
public record SafetyMargins(
    double estimation, double grid, double interpolation, double interSample) {

  /** No margin: for exact values, exact states and clearances that cannot dip. */
  public static final SafetyMargins NONE = new SafetyMargins(0, 0, 0, 0);

  public SafetyMargins {
    double total = estimation + grid + interpolation + interSample;
    double least = Math.min(Math.min(estimation, grid), Math.min(interpolation, interSample));
    // Written so that NaN is refused.
    if (!(least >= 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "every safety margin must be a number of at least 0, but they are %s, %s, %s, %s"
              .formatted(estimation, grid, interpolation, interSample));
    }
  }

  /** What is taken off altogether. */
  public double total() {
    return estimation + grid + interpolation + interSample;
  }

  /** The same with another part for the estimate. */
  public SafetyMargins withEstimation(double value) {
    return new SafetyMargins(value, grid, interpolation, interSample);
  }

  /** The same with another part for the time between samples. */
  public SafetyMargins withInterSample(double value) {
    return new SafetyMargins(estimation, grid, interpolation, value);
  }

  /**
   * Σ Lᵢ rᵢ with r = e^{L(τ+h)} ē + (e^{Lτ} - 1)/L · w (theory 03.7).
   *
   * @param valueLipschitz Lᵢ, the steepest slope of the value along each state
   * @param estimationError ē, the bound of the estimate's error, per state
   * @param disturbanceRate w, how fast the disturbance moves each state at most; it acts unseen
   *     over the delay
   * @param dynamicsLipschitz L of the dynamics, 1/s
   */
  public static double estimation(
      double[] valueLipschitz,
      double[] estimationError,
      double[] disturbanceRate,
      double dynamicsLipschitz,
      double delayS,
      double holdS) {
    double error = 0;
    double rate = 0;
    // The Lipschitz constant belongs to the largest component, so the errors spread as that one.
    for (int i = 0; i < valueLipschitz.length; i++) {
      error = Math.max(error, estimationError[i]);
      rate = Math.max(rate, disturbanceRate[i]);
    }
    double seen = Math.exp(dynamicsLipschitz * (delayS + holdS)) * error;
    // The error grown over the delay grows on over the hold.
    double unseen = Math.exp(dynamicsLipschitz * holdS) * grown(dynamicsLipschitz, delayS) * rate;
    double margin = 0;
    for (double slope : valueLipschitz) {
      margin += slope * (seen + unseen);
    }
    return margin;
  }

  /** (e^{Lτ} - 1)/L, which is τ where L is 0. */
  private static double grown(double lipschitz, double delayS) {
    return lipschitz > 0 ? Math.expm1(lipschitz * delayS) / lipschitz : delayS;
  }
}
