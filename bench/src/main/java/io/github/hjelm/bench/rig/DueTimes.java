package io.github.hjelm.bench.rig;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.concurrent.locks.LockSupport;

/** A train of due times that does not wait for whoever is late: the base of honest latencies. */
public final class DueTimes {

  private final MonotonicClock clock;
  private final long periodNs;
  private long dueNs;

  public DueTimes(MonotonicClock clock, double rateHz) {
    this.clock = clock;
    this.periodNs = Math.round(1e9 / rateHz);
    this.dueNs = clock.nanoTime();
  }

  /**
   * Waits until the next due time, without spinning, and returns it; returns at once when it has
   * passed.
   */
  public long next() {
    dueNs += periodNs;
    for (long left = dueNs - clock.nanoTime(); left > 0; left = dueNs - clock.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    return dueNs;
  }
}
