package io.github.hjelm.bench.load;

import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A clock, a wire and a stack in simulated time: whoever waits lets commands arrive. */
public final class SimulatedWorld implements MonotonicClock, Pacer, Wire {

  /** When commands to an observation arrive, in ns after it was sent; empty when never. */
  public interface Behaviour {
    List<Long> answers(int robot, long sequence, long sentNs);
  }

  private static final class Arrival {
    private final long atNs;
    private final byte[] message;

    Arrival(long atNs, byte[] message) {
      this.atNs = atNs;
      this.message = message;
    }
  }

  private final PriorityQueue<Arrival> coming =
      new PriorityQueue<>(Comparator.comparingLong(arrival -> arrival.atNs));
  private final Ledger ledger;
  private final Behaviour behaviour;
  private final long publishNs;
  private long nowNs = 1_000_000_000;

  /**
   * @param publishNs what it costs to send one
   */
  public SimulatedWorld(Ledger ledger, long publishNs, Behaviour behaviour) {
    this.ledger = ledger;
    this.behaviour = behaviour;
    this.publishNs = publishNs;
  }

  @Override
  public long nanoTime() {
    return nowNs;
  }

  @Override
  public void awaitUntil(long ns) {
    nowNs = Math.max(nowNs, ns);
    deliver();
  }

  @Override
  public void publish(int robot, byte[] message, int length) {
    long sequence = Header.sequence(message);
    for (long after : new ArrayList<>(behaviour.answers(robot, sequence, nowNs))) {
      coming.add(new Arrival(nowNs + after, message.clone()));
    }
    nowNs += publishNs;
    deliver();
  }

  private void deliver() {
    while (!coming.isEmpty() && coming.peek().atNs <= nowNs) {
      Arrival next = coming.remove();
      ledger.reply(next.message, next.message.length, next.atNs);
    }
  }
}
