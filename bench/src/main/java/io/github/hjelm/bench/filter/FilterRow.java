package io.github.hjelm.bench.filter;

/**
 * One filter at one hold.
 *
 * @param violations runs in which the value fell below zero, or was lost sight of
 * @param violationShare ε: with confidence 1 - β at most this share of such runs violates
 * @param worst the least value that was seen
 * @param holds cycles of all runs
 * @param interventions cycles in which the wish was not what was held
 * @param timesRealTime simulated time over what it took, per thread
 */
public record FilterRow(
    String filter,
    double holdS,
    double lengthS,
    int runs,
    int violations,
    double beta,
    double violationShare,
    double worst,
    long holds,
    long interventions,
    double seconds,
    double timesRealTime) {

  /** The share of cycles in which the wish was not what was held. */
  public double interventionShare() {
    return (double) interventions / holds;
  }
}
