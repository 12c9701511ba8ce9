package io.github.hjelm.controller.safety;

import java.util.List;

/**
 * When observations count as impossible.
 *
 * @param errors how far an observation may be off, per state; empty where it is exact
 * @param timingErrorS how far the instants of observations and commands may be off; it counts with
 *     the speed at which the state moves
 * @param horizonS over how long small deviations may add up before they are forgotten
 * @param needed how many impossible observations make a mismatch
 * @param window among how many, at most 64
 */
public record MonitorSettings(
    List<Double> errors, double timingErrorS, double horizonS, int needed, int window) {

  private static final int MAX_WINDOW = 64;

  private static final double HOLD_PER_TIMING_ERROR = 20;

  public MonitorSettings {
    errors = List.copyOf(errors);
    for (double error : errors) {
      requireBound("the error of an observation", error);
    }
    requireBound("the error of timing", timingErrorS);
    // Written so that NaN is refused.
    if (!(horizonS > 0 && horizonS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the monitor's horizon must be positive, but is " + horizonS + " s");
    }
    if (!(needed >= 1 && needed <= window && window <= MAX_WINDOW)) {
      throw new IllegalArgumentException(
          "a mismatch needs 1 to 64 of at most 64 observations, but is set to %d of %d"
              .formatted(needed, window));
    }
  }

  /** Exact observations at exact instants; three impossible ones of ten are a mismatch. */
  public static MonitorSettings exact() {
    return new MonitorSettings(List.of(), 0, 1, 3, 10);
  }

  /** The same for instants that are known up to a twentieth of a hold. */
  public static MonitorSettings of(double holdS) {
    return exact().withErrors(List.of(), holdS / HOLD_PER_TIMING_ERROR);
  }

  /** The same for observations that may be off. */
  public MonitorSettings withErrors(List<Double> perState, double timingS) {
    return new MonitorSettings(perState, timingS, horizonS, needed, window);
  }

  private static void requireBound(String what, double value) {
    // Written so that NaN is refused.
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be a number of at least 0, but is " + value);
    }
  }
}
