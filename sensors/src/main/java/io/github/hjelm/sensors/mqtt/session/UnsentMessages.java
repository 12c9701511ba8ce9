package io.github.hjelm.sensors.mqtt.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many messages of one connection are on their way to the socket. When the broker falls silent
 * this is all that can ever be late: everything beyond is dropped, and the receiver refuses what is
 * late.
 */
public final class UnsentMessages {

  private final int limit;
  private final AtomicInteger count = new AtomicInteger();

  public UnsentMessages(int limit) {
    this.limit = limit;
  }

  /** Takes a place for one message, or says that none is left. */
  public boolean take() {
    if (count.incrementAndGet() <= limit) {
      return true;
    }
    count.decrementAndGet();
    return false;
  }

  /** The message is in the socket, or lost. */
  public void giveBack() {
    count.decrementAndGet();
  }
}
