package io.github.hjelm.export;

import java.util.SplittableRandom;

/** Random numbers for the n-th of many runs, independent of those of all others. */
public final class RandomStreams {

  private static final long ODD = 0x9E3779B97F4A7C15L;

  private RandomStreams() {}

  /**
   * The stream of a run.
   *
   * @param number counted from 0
   */
  public static SplittableRandom of(long seed, long number) {
    // A stream's state advances by ODD itself: without mixing, run n + 1 would draw what run n
    // draws, one draw later.
    return new SplittableRandom(mix(seed + ODD * (number + 1)));
  }

  // Stafford's thirteenth variant of the finaliser of MurmurHash3.
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
