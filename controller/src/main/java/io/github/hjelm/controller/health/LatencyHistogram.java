package io.github.hjelm.controller.health;

import io.github.hjelm.sensors.HotPath;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long something took, since the start: one thread records, any thread reads, neither waits.
 *
 * <p>What a reader sees while the other records may lack the newest duration, never an older one.
 */
public final class LatencyHistogram {

  private final AtomicLongArray counts = new AtomicLongArray(LatencyBuckets.COUNT);
  private final AtomicLong sumNs = new AtomicLong();
  private final AtomicLong longestNs = new AtomicLong();

  /** Adds one; less than nothing counts as nothing. One thread. */
  @HotPath
  public void record(long ns) {
    long durationNs = Math.max(0, ns);
    if (durationNs > longestNs.getPlain()) {
      longestNs.setOpaque(durationNs);
    }
    // One thread writes, so that nothing is lost between reading and writing.
    sumNs.setOpaque(sumNs.getPlain() + durationNs);
    int bucket = LatencyBuckets.of(durationNs);
    // Last and released: whoever sees the count sees a sum and a longest that know of it.
    counts.setRelease(bucket, counts.getPlain(bucket) + 1);
  }

  /** How many fell into a bucket of {@link LatencyBuckets}. */
  public long count(int bucket) {
    return counts.getAcquire(bucket);
  }

  /** All of them together. */
  public long sumNs() {
    return sumNs.getOpaque();
  }

  public long longestNs() {
    return longestNs.getOpaque();
  }

  /** How many there were, and how long they took. */
  public LatencySummary summary() {
    long[] copy = new long[LatencyBuckets.COUNT];
    long total = 0;
    for (int bucket = 0; bucket < copy.length; bucket++) {
      copy[bucket] = count(bucket);
      total += copy[bucket];
    }
    long longest = longestNs();
    return new LatencySummary(
        total,
        percentileNs(copy, total, 0.5, longest),
        percentileNs(copy, total, 0.99, longest),
        percentileNs(copy, total, 0.999, longest),
        longest);
  }

  /**
   * The end of the bucket that holds the ⌈share · total⌉-th shortest: never less than it was, and
   * at most a sixteenth more from 256 ns on.
   */
  private static long percentileNs(long[] copy, long total, double share, long longestNs) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long passed = 0;
    for (int bucket = 0; bucket < copy.length - 1; bucket++) {
      passed += copy[bucket];
      if (passed >= rank) {
        return Math.min(LatencyBuckets.lowestNs(bucket + 1) - 1, longestNs);
      }
    }
    return longestNs;
  }
}
