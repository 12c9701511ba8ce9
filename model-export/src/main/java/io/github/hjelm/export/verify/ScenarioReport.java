package io.github.hjelm.export.verify;

/**
 * What the scenarios showed.
 *
 * @param violations runs in which the clearance fell below zero, or was lost sight of
 * @param violationShare ε: with confidence 1 - β at most this share of such runs violates
 * @param worstClearance the least clearance of all instants that were looked at
 * @param holds cycles of all runs
 * @param interventions cycles in which the wish was not what was held
 * @param seconds how long it took
 * @param timesRealTime simulated time over what it took, per thread
 */
public record ScenarioReport(
    long runs,
    long violations,
    double beta,
    double violationShare,
    double worstClearance,
    long holds,
    long interventions,
    double seconds,
    double timesRealTime) {

  /** The share of cycles in which the wish was not what was held. */
  public double interventionShare() {
    return (double) interventions / holds;
  }

  /** The same bound, which holds with another confidence because it is one of several. */
  ScenarioReport withBeta(double other) {
    return new ScenarioReport(
        runs,
        violations,
        other,
        violationShare,
        worstClearance,
        holds,
        interventions,
        seconds,
        timesRealTime);
  }
}
