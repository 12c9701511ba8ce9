package io.github.hjelm.sensors.mqtt.session;

import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.LinkStatus.State;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a link has done so far; any thread. */
public final class LinkCounters {

  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong failedAttempts = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong oversize = new AtomicLong();
  private final AtomicLong retainedCommands = new AtomicLong();
  private volatile State state = State.NEW;
  private volatile Supplier<String> lastError = () -> "";

  public State state() {
    return state;
  }

  public void state(State newState) {
    state = newState;
  }

  /** What went wrong; the sentence is made when somebody reads it, not on the path. */
  public void error(Supplier<String> sentence) {
    lastError = sentence;
  }

  void countConnection() {
    connections.incrementAndGet();
  }

  public void countFailedAttempt() {
    failedAttempts.incrementAndGet();
  }

  void countReceived() {
    received.incrementAndGet();
  }

  public void countOversize() {
    oversize.incrementAndGet();
  }

  void countRetainedCommand() {
    retainedCommands.incrementAndGet();
  }

  void count(PublishOutcome outcome) {
    (outcome == PublishOutcome.SENT ? sent : dropped).incrementAndGet();
  }

  public LinkStatus status() {
    return new LinkStatus(
        state,
        connections.get(),
        failedAttempts.get(),
        received.get(),
        sent.get(),
        dropped.get(),
        oversize.get(),
        retainedCommands.get(),
        lastError.get());
  }
}
