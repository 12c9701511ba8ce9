package io.github.hjelm.sensors.time;

/**
 * A clock that stands still until it is moved: tests step it, simulations run on it faster than
 * real time.
 */
public final class HandSetClock implements MonotonicClock {

  private volatile long nowNs;

  public HandSetClock(long nowNs) {
    this.nowNs = nowNs;
  }

  @Override
  public long nanoTime() {
    return nowNs;
  }

  /** Moves the clock; time never runs backwards. */
  public void advanceNs(long stepNs) {
    if (stepNs < 0) {
      throw new IllegalArgumentException("a monotonic clock cannot go back by " + -stepNs + " ns");
    }
    // One thread moves a hand-set clock; readers only need to see the new time.
    long next = nowNs + stepNs;
    nowNs = next;
  }
}
