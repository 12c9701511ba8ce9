package io.github.hjelm.bench.load;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.util.Random;

/**
 * Sends what is due when it is due. It never waits for a command: a stack that stalls is asked on,
 * as a robot would, and whatever is late counts from when it was due.
 */
public final class OpenLoop {

  /** How much later than the slice's end the last observation may leave. */
  static final long GRACE_NS = 100_000_000;

  private final MonotonicClock clock;
  private final Pacer pacer;
  private final Wire wire;
  private final Ledger ledger;
  private final Observations observations;

  public OpenLoop(
      MonotonicClock clock, Pacer pacer, Wire wire, Ledger ledger, Observations observations) {
    this.clock = clock;
    this.pacer = pacer;
    this.wire = wire;
    this.ledger = ledger;
    this.observations = observations;
  }

  /**
   * Sends a slice and returns when its last observation has left, or when the sender is so late
   * that the rest is left unsent.
   *
   * @param beginNs when the slice begins
   * @param firstRobot the number of its first robot
   */
  public Slice send(Traffic traffic, int firstRobot, long beginNs, Random random)
      throws IOException, InterruptedException {
    Schedule due =
        traffic.arrivals().schedule(traffic.rateHz(), traffic.robots(), traffic.sliceNs(), random);
    long first = ledger.nextSequence();
    long giveUpNs = beginNs + traffic.sliceNs() + GRACE_NS;
    for (int i = 0; i < due.size(); i++) {
      long dueNs = beginNs + due.offsetNs(i);
      pacer.awaitUntil(dueNs);
      int robot = firstRobot + due.robot(i);
      long number = ledger.open(robot, dueNs);
      byte[] message = observations.message(robot, number, dueNs);
      long now = clock.nanoTime();
      if (now - giveUpNs > 0) {
        ledger.withdraw();
        break;
      }
      ledger.sent(number, now);
      wire.publish(robot, message, message.length);
    }
    return new Slice(
        beginNs, beginNs + traffic.sliceNs(), first, ledger.nextSequence(), due.size());
  }
}
