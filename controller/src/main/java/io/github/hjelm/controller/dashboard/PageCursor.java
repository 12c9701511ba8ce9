package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.health.LatencyBuckets;
import java.util.Arrays;

/** What one page has been told already. */
final class PageCursor {

  /** The tick it was told last; -1 before the first. */
  long tick = -1;

  long cycles;
  long events;
  long slice;
  final long[][] latencies;

  PageCursor(int stages) {
    latencies = new long[stages][LatencyBuckets.COUNT];
  }

  /** Takes another's place in the stream of ticks. */
  void moveTo(PageCursor other) {
    tick = other.tick;
    cycles = other.cycles;
    for (int stage = 0; stage < latencies.length; stage++) {
      System.arraycopy(other.latencies[stage], 0, latencies[stage], 0, LatencyBuckets.COUNT);
    }
  }

  /** As after opening the page: everything is told again. */
  void restart() {
    tick = -1;
    cycles = 0;
    events = 0;
    slice = 0;
    for (long[] counts : latencies) {
      Arrays.fill(counts, 0);
    }
  }
}
