package io.github.hjelm.bench.control;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/**
 * Wants to wake every millisecond and remembers how late it was. Asked by a byte on standard input,
 * it writes what it remembers, and forgets it; it ends when that input closes. In a Java process of
 * its own, so that a pause of the bench is not taken for one of the machine.
 */
public final class ControlMain {

  static final long PERIOD_NS = 1_000_000;

  private final MonotonicClock clock;
  private final Object lock = new Object();
  private Lateness kept = new Lateness();

  ControlMain(MonotonicClock clock) {
    this.clock = clock;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    ControlMain control = new ControlMain(MonotonicClock.system());
    Thread sleeper = new Thread(control::sleepAndLook, "control");
    sleeper.setDaemon(true);
    sleeper.start();
    control.answer(System.in, System.out);
  }

  private void sleepAndLook() {
    long dueNs = clock.nanoTime();
    while (true) {
      dueNs += PERIOD_NS;
      long now = clock.nanoTime();
      for (; now - dueNs < 0; now = clock.nanoTime()) {
        LockSupport.parkNanos(this, dueNs - now);
      }
      synchronized (lock) {
        kept.add(dueNs, now - dueNs);
      }
    }
  }

  private void answer(InputStream in, OutputStream out) throws IOException {
    DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(out));
    while (in.read() >= 0) {
      Lateness taken;
      synchronized (lock) {
        taken = kept;
        kept = new Lateness();
      }
      taken.write(answers);
      answers.flush();
    }
  }
}
