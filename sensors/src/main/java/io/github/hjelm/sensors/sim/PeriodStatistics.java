package io.github.hjelm.sensors.sim;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late a paced loop began its periods. Written by the loop, read by anybody; a reader may see
 * one period more in one number than in another.
 */
public final class PeriodStatistics {

  /** Eight steps to each doubling: percentiles are exact to one eighth. */
  private static final int STEPS_LOG2 = 3;

  private static final int STEP_MASK = (1 << STEPS_LOG2) - 1;

  private final AtomicLongArray lateness = new AtomicLongArray(64 << STEPS_LOG2);

  private volatile long periods;
  private volatile long missed;
  private volatile long maxNs;

  /** Loop thread. */
  void began(long latenessNs) {
    long late = Math.max(0, latenessNs);
    int bucket = bucket(late);
    lateness.setRelease(bucket, lateness.getPlain(bucket) + 1);
    long count = periods + 1;
    periods = count;
    if (late > maxNs) {
      maxNs = late;
    }
  }

  /** Loop thread. */
  void missed(long count) {
    long total = missed + count;
    missed = total;
  }

  /** Periods begun. */
  public long periods() {
    return periods;
  }

  /** Periods left out, because the one before took too long. */
  public long missed() {
    return missed;
  }

  public long maxLatenessNs() {
    return maxNs;
  }

  /**
   * The lateness that this share of periods did not exceed, rounded up to the next eighth.
   *
   * @param share in [0, 1]
   */
  public long latenessNs(double share) {
    long total = 0;
    for (int i = 0; i < lateness.length(); i++) {
      total += lateness.get(i);
    }
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < lateness.length(); i++) {
      seen += lateness.get(i);
      if (seen >= wanted && seen > 0) {
        return Math.min(upperEnd(i), maxNs);
      }
    }
    return 0;
  }

  private static int bucket(long value) {
    if (value < 1 << STEPS_LOG2) {
      return (int) value;
    }
    int log2 = 63 - Long.numberOfLeadingZeros(value);
    int step = (int) (value >>> (log2 - STEPS_LOG2)) & STEP_MASK;
    return ((log2 - STEPS_LOG2 + 1) << STEPS_LOG2) + step;
  }

  private static long upperEnd(int bucket) {
    int doubling = bucket >> STEPS_LOG2;
    if (doubling == 0) {
      return bucket;
    }
    long step = (bucket & STEP_MASK) + (1L << STEPS_LOG2);
    return ((step + 1) << (doubling - 1)) - 1;
  }
}
