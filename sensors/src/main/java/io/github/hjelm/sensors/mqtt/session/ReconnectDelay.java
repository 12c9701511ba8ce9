package io.github.hjelm.sensors.mqtt.session;

import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: doubling from 50 ms to 1 s, each time a random half to
 * whole of it, so that a fleet does not come back in one wave.
 */
public final class ReconnectDelay {

  private static final long FIRST_MS = 50;
  private static final long LONGEST_MS = 1_000;

  private final SplittableRandom random;
  private long ceilingMs = FIRST_MS;

  public ReconnectDelay(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The next delay; each is drawn from a longer span than the one before. */
  public long nextMs() {
    long delay = random.nextLong(ceilingMs / 2, ceilingMs + 1);
    ceilingMs = Math.min(2 * ceilingMs, LONGEST_MS);
    return delay;
  }

  /** Starts over, after a connection. */
  public void reset() {
    ceilingMs = FIRST_MS;
  }
}
