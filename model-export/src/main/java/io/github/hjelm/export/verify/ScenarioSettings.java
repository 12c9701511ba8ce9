package io.github.hjelm.export.verify;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;

/**
 * Which scenarios are run.
 *
 * @param runs N
 * @param lengthS how long each lasts
 * @param holdS how long a control is held
 * @param checksPerHold at how many instants of a hold the clearance is looked at
 * @param starts the box from which starts are drawn, evenly
 * @param level μ: only starts with at least this value count
 * @param adversity the share of wishes that aim at the wall; the others are drawn from the control
 *     box
 * @param beta β: the bound is to hold with confidence 1 - β
 * @param seed equal seeds give equal results, whatever the number of threads
 * @param threads how many runs go on at a time
 * @param delayS how old an estimate is when the control that answers it begins to act, at most a
 *     hold
 * @param errors how far the estimate may be off, per state; empty means not at all
 */
public record ScenarioSettings(
    int runs,
    double lengthS,
    double holdS,
    int checksPerHold,
    List<Quantity> starts,
    double level,
    double adversity,
    double beta,
    long seed,
    int threads,
    double delayS,
    List<Double> errors) {

  public ScenarioSettings {
    starts = List.copyOf(starts);
    errors = List.copyOf(errors);
    if (runs < 1 || checksPerHold < 2 || checksPerHold % 2 != 0 || threads < 1) {
      throw new IllegalArgumentException(
          "scenarios need a run, a thread and an even number of checks per hold, not %d, %d, %d"
              .formatted(runs, threads, checksPerHold));
    }
    // Written so that NaN is refused.
    if (!(lengthS >= holdS && holdS > 0 && lengthS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a run of %s s with holds of %s s is none".formatted(lengthS, holdS));
    }
    if (!(delayS >= 0 && delayS <= holdS)) {
      throw new IllegalArgumentException(
          "the delay must lie between 0 and the hold of " + holdS + " s, but is " + delayS);
    }
    if (!(adversity >= 0 && adversity <= 1 && beta > 0 && beta < 1)) {
      throw new IllegalArgumentException(
          "adversity %s and β %s must lie between 0 and 1".formatted(adversity, beta));
    }
    if (!starts.stream().allMatch(s -> Double.isFinite(s.lower()) && Double.isFinite(s.upper()))) {
      throw new IllegalArgumentException("starts must be drawn from a box with finite sides");
    }
  }

  /** Scenarios with exact estimates that act at once. */
  public ScenarioSettings(
      int runs,
      double lengthS,
      double holdS,
      int checksPerHold,
      List<Quantity> starts,
      double level,
      double adversity,
      double beta,
      long seed,
      int threads) {
    this(
        runs,
        lengthS,
        holdS,
        checksPerHold,
        starts,
        level,
        adversity,
        beta,
        seed,
        threads,
        0,
        List.of());
  }

  /** Holds in one run. */
  public int holds() {
    return (int) Math.max(1, Math.round(lengthS / holdS));
  }
}
