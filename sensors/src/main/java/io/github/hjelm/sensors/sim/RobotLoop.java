package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Does a piece of work once per period on a thread of its own. Due times lie on a fixed grid: being
 * late once delays nothing that follows, and periods that have passed altogether are left out and
 * counted.
 */
public final class RobotLoop implements AutoCloseable {

  private static final long STOP_WAIT_MS = 2_000;

  private final Runnable work;
  private final long periodNs;
  private final MonotonicClock clock;
  private final LongConsumer park;
  private final Thread thread;
  private final PeriodStatistics statistics = new PeriodStatistics();

  private volatile boolean stopping;
  private volatile @Nullable RuntimeException failure;

  public RobotLoop(String threadName, Runnable work, long periodNs, MonotonicClock clock) {
    this(threadName, work, periodNs, clock, LockSupport::parkNanos);
  }

  /**
   * @param park waits for about that many nanoseconds; may return early
   */
  RobotLoop(
      String threadName, Runnable work, long periodNs, MonotonicClock clock, LongConsumer park) {
    if (periodNs < 1) {
      throw new IllegalArgumentException("period " + periodNs + " ns is below 1 ns");
    }
    this.work = work;
    this.periodNs = periodNs;
    this.clock = clock;
    this.park = park;
    this.thread = new Thread(this::run, threadName);
  }

  public RobotLoop start() {
    thread.start();
    return this;
  }

  public PeriodStatistics statistics() {
    return statistics;
  }

  /** Why the loop ended by itself, if it did. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Ends the loop after the period it is in, and waits for that. */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(STOP_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs on the calling thread until {@link #close()}. */
  void run() {
    long dueNs = clock.nanoTime();
    while (!stopping) {
      long lateNs = clock.nanoTime() - dueNs;
      if (lateNs < 0) {
        park.accept(-lateNs);
        continue;
      }
      statistics.began(lateNs);
      try {
        work.run();
      } catch (RuntimeException e) {
        failure = e;
        return;
      }
      dueNs += periodNs;
      long behindNs = clock.nanoTime() - dueNs;
      if (behindNs >= periodNs) {
        long left = behindNs / periodNs;
        statistics.missed(left);
        dueNs += left * periodNs;
      }
    }
  }
}
