package io.github.hjelm.controller.config;

import io.github.hjelm.controller.safety.LadderSettings;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.controller.safety.MonitorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the safety stage is told beside its certificate.
 *
 * @param uncertified whether the robot may fly without a certificate, with nothing that vouches
 * @param maxObservationAge the oldest state that is acted on, counted until the command acts
 * @param maxBlind how old the last usable observation may be before a stop
 * @param maxUnvouched how many commands in a row may leave that nothing vouches for
 * @param stateErrors how far an observation may be off, per state; the certificate's when empty
 * @param timingError how far the instants of observations and commands may be off
 */
public record SafetyConfig(
    boolean uncertified,
    MismatchRule onMismatch,
    Optional<Duration> maxObservationAge,
    Optional<Duration> maxBlind,
    int maxUnvouched,
    List<Double> stateErrors,
    Optional<Duration> timingError) {

  static final String AGE_WORDS = "the certificate's delay; without a certificate, one cycle";
  static final String BLIND_WORDS = "ten holds of the certificate; without one, ten cycles";
  static final String ERRORS_WORDS = "those of the certificate; without one, exact";
  static final String TIMING_WORDS = "a twentieth of a hold; without a certificate, of a cycle";

  private static final double NS_PER_S = 1e9;

  public SafetyConfig {
    stateErrors = List.copyOf(stateErrors);
  }

  /** The defaults. */
  public static SafetyConfig standard() {
    return new SafetyConfig(
        RobotSettings.SAFETY_UNCERTIFIED.standard(),
        RobotSettings.SAFETY_ON_MISMATCH.standard(),
        Optional.empty(),
        Optional.empty(),
        RobotSettings.SAFETY_MAX_UNVOUCHED.standard(),
        List.of(),
        Optional.empty());
  }

  /** The same, allowed to fly without a certificate or not. */
  public SafetyConfig withUncertified(boolean allowed) {
    return new SafetyConfig(
        allowed, onMismatch, maxObservationAge, maxBlind, maxUnvouched, stateErrors, timingError);
  }

  /** The same with another answer to a mismatch. */
  public SafetyConfig with(MismatchRule rule) {
    return new SafetyConfig(
        uncertified, rule, maxObservationAge, maxBlind, maxUnvouched, stateErrors, timingError);
  }

  /** The oldest state that is acted on, where somebody said it. */
  public OptionalDouble oldestS() {
    return maxObservationAge.isPresent()
        ? OptionalDouble.of(seconds(maxObservationAge.get()))
        : OptionalDouble.empty();
  }

  /**
   * How far down the ladder goes.
   *
   * @param holdS of the certificate, or the loop's cycle where there is none
   * @param certifiedErrors per state, as the certificate allows; empty where there is none
   */
  public LadderSettings ladder(double holdS, List<Double> certifiedErrors) {
    LadderSettings standard = LadderSettings.of(holdS);
    MonitorSettings monitor = standard.monitor();
    return new LadderSettings(
        maxBlind.map(SafetyConfig::seconds).orElse(standard.maxBlindS()),
        maxUnvouched,
        onMismatch,
        monitor.withErrors(
            stateErrors.isEmpty() ? certifiedErrors : stateErrors,
            timingError.map(SafetyConfig::seconds).orElse(monitor.timingErrorS())));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NS_PER_S;
  }
}
