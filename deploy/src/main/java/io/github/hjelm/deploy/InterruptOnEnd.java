package io.github.hjelm.deploy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when somebody ends the process (Ctrl-C, SIGTERM), and lets the
 * process wait until that thread has put its things away.
 */
final class InterruptOnEnd implements AutoCloseable {

  /** A solver looks for an interruption once per step, and the largest steps take a second. */
  private static final int LONGEST_STEP_S = 5;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread working = Thread.currentThread();
  private final Thread hook = new Thread(this::interruptAndWait, "hjelm-end");

  InterruptOnEnd() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Notices an interruption that came when nobody was looking. */
  void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void interruptAndWait() {
    working.interrupt();
    try {
      if (!closed.await(LONGEST_STEP_S, TimeUnit.SECONDS)) {
        System.err.println("hjelm: ended in the middle of a step.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
