package io.github.hjelm.sensors.time;

/**
 * Nanoseconds that only ever grow, with an arbitrary origin: the clock for ages, delays and
 * dead-man times.
 *
 * <p>Two readings may be subtracted only when both come from the same machine. See {@code
 * docs/clocks.md}.
 */
@FunctionalInterface
public interface MonotonicClock {

  long nanoTime();

  /** This machine's clock. */
  static MonotonicClock system() {
    return System::nanoTime;
  }
}
