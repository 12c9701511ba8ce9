package io.github.hjelm.controller.health;

import io.github.hjelm.sensors.HotPath;

/**
 * Durations in buckets that grow with them: sixteen to each doubling, so that the middle of a
 * bucket is within 3.2 % of what fell into it.
 *
 * <p>Bucket i begins at (16 + i mod 16) · 2^(⌊i/16⌋ + 4) ns; the first also holds what is shorter,
 * the last what is longer.
 */
public final class LatencyBuckets {

  /** From 256 ns to 17 s. */
  public static final int COUNT = 26 * 16;

  private static final int LOWEST_BIT = 8;
  private static final int SUB_BITS = 4;

  private LatencyBuckets() {}

  @HotPath
  public static int of(long ns) {
    if (ns < 1L << LOWEST_BIT) {
      return 0;
    }
    int highestBit = 63 - Long.numberOfLeadingZeros(ns);
    int sub = (int) (ns >>> (highestBit - SUB_BITS)) & 15;
    return Math.min(COUNT - 1, ((highestBit - LOWEST_BIT) << SUB_BITS) + sub);
  }

  /** Where a bucket begins. */
  public static long lowestNs(int bucket) {
    return (long) (16 + (bucket & 15)) << ((bucket >> SUB_BITS) + LOWEST_BIT - SUB_BITS);
  }
}
