package io.github.hjelm.controller.health;

/**
 * A histogram in five numbers. Percentiles are those of whole buckets, rounded up: never shorter
 * than what was measured, and at most a sixteenth longer from 256 ns on. The longest is exact.
 *
 * @param count how many durations; with none of them everything is zero
 */
public record LatencySummary(long count, long p50Ns, long p99Ns, long p999Ns, long maxNs) {}
