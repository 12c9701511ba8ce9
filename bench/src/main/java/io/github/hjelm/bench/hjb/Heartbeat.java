package io.github.hjelm.bench.hjb;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Says every second, from a thread of its own, that something still goes on which cannot say so.
 */
final class Heartbeat {

  private Heartbeat() {}

  /** What goes on meanwhile. */
  @FunctionalInterface
  interface Work<T> {
    T done() throws IOException;
  }

  /**
   * Waits for it.
   *
   * @param heard is told the seconds since the beginning
   */
  static <T> T during(LongConsumer heard, Work<T> work) throws IOException {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    AtomicLong beats = new AtomicLong();
    ScheduledFuture<?> beating =
        thread.scheduleAtFixedRate(
            () -> heard.accept(beats.incrementAndGet()), 1, 1, TimeUnit.SECONDS);
    try {
      return work.done();
    } finally {
      beating.cancel(false);
      thread.shutdownNow();
    }
  }
}
