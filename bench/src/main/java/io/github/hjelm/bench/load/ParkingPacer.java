package io.github.hjelm.bench.load;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps until shortly before a time and looks at the clock for the rest. The rest is short: on a
 * machine with two cores whoever spins takes one from the broker or from the stack.
 */
public final class ParkingPacer implements Pacer {

  /** A sleeper wakes 20 to 60 µs late when a virtual processor has to be woken for it. */
  private static final long LONGEST_WATCH_NS = 80_000;

  /** Share of the time between two observations that may be spent looking at the clock. */
  private static final double WATCHED = 0.1;

  private final MonotonicClock clock;
  private final long watchNs;

  /** For whoever waits now and then. */
  public ParkingPacer(MonotonicClock clock) {
    this(clock, LONGEST_WATCH_NS / WATCHED);
  }

  /**
   * @param gapNs the least time between two awaited times
   */
  public ParkingPacer(MonotonicClock clock, double gapNs) {
    this.clock = clock;
    watchNs = (long) Math.min(LONGEST_WATCH_NS, WATCHED * gapNs);
  }

  @Override
  public void awaitUntil(long ns) throws InterruptedException {
    for (long left = ns - clock.nanoTime(); left > 0; left = ns - clock.nanoTime()) {
      if (left > watchNs) {
        LockSupport.parkNanos(this, left - watchNs);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
