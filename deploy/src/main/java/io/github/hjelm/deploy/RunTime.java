package io.github.hjelm.deploy;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long a command runs: until its time is up, or until somebody ends the process (Ctrl-C,
 * SIGTERM), whatever comes first.
 *
 * <p>When the process is being ended, Java waits for {@link #close()}, so that a command can finish
 * its file and say its summary.
 */
final class RunTime implements AutoCloseable {

  private static final int LAST_WORDS_S = 5;

  private final MonotonicClock clock;
  private final long lengthNs;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  // The command's thread only.
  private boolean begun;
  private long endNs;

  /**
   * @param seconds infinite for no end
   */
  RunTime(double seconds, MonotonicClock clock) {
    if (!(seconds > 0)) {
      throw new InputRefusal("--seconds " + seconds + " is not above 0.");
    }
    this.clock = clock;
    // A hundred years do not overflow, and more is no end at all.
    this.lengthNs = (long) (Math.min(seconds, 3e9) * 1e9);
    this.hook = new Thread(this::endAndWait, "hjelm-end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void endAndWait() {
    asked.countDown();
    try {
      // Interruption or time-out: the process ends either way.
      boolean finished = closed.await(LAST_WORDS_S, TimeUnit.SECONDS);
      if (!finished) {
        System.err.println("hjelm: ended without a summary.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for so long at most; false when it is over. The time begins with the first call. */
  boolean goOn(long waitNs) {
    if (!begun) {
      begun = true;
      endNs = clock.nanoTime() + lengthNs;
    }
    long leftNs = endNs - clock.nanoTime();
    if (leftNs <= 0) {
      return false;
    }
    try {
      return !asked.await(Math.min(waitNs, leftNs), TimeUnit.NANOSECONDS)
          && clock.nanoTime() - endNs < 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook is what we come from.
    }
  }
}
