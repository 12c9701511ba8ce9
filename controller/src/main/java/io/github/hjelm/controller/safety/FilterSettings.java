package io.github.hjelm.controller.safety;

/**
 * What a filter is told once.
 *
 * @param holdS how long a control is held, at most
 * @param maxDelayS the oldest estimate that is acted on; at most one hold, because one command is
 *     known to have acted meanwhile
 * @param margins what is taken off the certified value
 * @param decayRatePerS how fast a wish may let the certified value fall towards the margin, at most
 *     1/hold: 1/hold refuses a wish as late as possible, less keeps a reserve for milder wishes
 * @param overrideRule what replaces a wish that cannot be certified
 * @param maxCandidates how many proposals a cycle may bring
 */
public record FilterSettings(
    double holdS,
    double maxDelayS,
    SafetyMargins margins,
    double decayRatePerS,
    OverrideRule overrideRule,
    int maxCandidates) {

  /** Wishes may use up a reserve in about a quarter of a second (theory 03.5). */
  private static final double STANDARD_DECAY_PER_S = 4;

  /** Room for more than policies are usually asked for. */
  static final int STANDARD_CANDIDATES = 64;

  public FilterSettings {
    // Written so that NaN is refused.
    if (!(holdS > 0 && holdS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the hold must be positive, but is " + holdS + " s");
    }
    if (!(maxDelayS >= 0 && maxDelayS <= holdS)) {
      throw new IllegalArgumentException(
          "the delay must lie between 0 and the hold of " + holdS + " s, but is " + maxDelayS);
    }
    if (!(decayRatePerS > 0 && decayRatePerS * holdS <= 1 + 1e-12)) {
      throw new IllegalArgumentException(
          "the decay rate must lie in (0, 1/hold], but is " + decayRatePerS + " 1/s");
    }
    if (maxCandidates < 1) {
      throw new IllegalArgumentException("a filter needs room for at least one candidate");
    }
  }

  /**
   * Settings that change the fewest wishes, with room for {@value #STANDARD_CANDIDATES} candidates.
   */
  public static FilterSettings of(double holdS, double maxDelayS, SafetyMargins margins) {
    double decayRatePerS = Math.min(STANDARD_DECAY_PER_S, 1 / holdS);
    return new FilterSettings(
        holdS, maxDelayS, margins, decayRatePerS, OverrideRule.STRONGEST, STANDARD_CANDIDATES);
  }

  /** The same with another decay rate. */
  public FilterSettings withDecayRate(double perS) {
    return new FilterSettings(holdS, maxDelayS, margins, perS, overrideRule, maxCandidates);
  }

  /** The same with another rule. */
  public FilterSettings with(OverrideRule rule) {
    return new FilterSettings(holdS, maxDelayS, margins, decayRatePerS, rule, maxCandidates);
  }
}
