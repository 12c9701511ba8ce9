package io.github.hjelm.controller.health;

import io.github.hjelm.sensors.HotPath;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many of the last cycles sent something else than the policy proposed. One thread adds, any
 * reads.
 */
final class OverrideWindow {

  private static final long WINDOW_NS = 10_000_000_000L;
  private static final long FEWEST = 64;
  private static final long MOST = 1 << 14;
  private static final long LOW = 0xFFFF_FFFFL;

  private final int size;
  private final long[] bits;
  private int next;

  /** Cycles in the upper half, overrides in the lower, so that a reader sees both of one moment. */
  private final AtomicLong seen = new AtomicLong();

  /** Of the last ten seconds, or as much of them as fits. */
  OverrideWindow(long periodNs) {
    size = (int) Math.max(FEWEST, Math.min(MOST, WINDOW_NS / periodNs));
    bits = new long[(size + 63) >> 6];
  }

  int size() {
    return size;
  }

  @HotPath
  void add(boolean override) {
    long before = seen.getPlain();
    long cycles = before >>> 32;
    long overrides = before & LOW;
    long bit = 1L << next;
    int word = next >> 6;
    if (cycles == size) {
      overrides -= (bits[word] & bit) == 0 ? 0 : 1;
    } else {
      cycles++;
    }
    if (override) {
      bits[word] |= bit;
      overrides++;
    } else {
      bits[word] &= ~bit;
    }
    next = next + 1 == size ? 0 : next + 1;
    seen.setOpaque((cycles << 32) | overrides);
  }

  /** Between 0 and 1; 0 until the window is full, because few cycles say little. */
  double share() {
    long now = seen.getOpaque();
    return now >>> 32 == size ? (double) (now & LOW) / size : 0;
  }
}
