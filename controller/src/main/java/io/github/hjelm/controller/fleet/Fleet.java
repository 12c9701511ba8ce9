package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The robots of one controller on one link, each with a loop of its own on the link's thread. To
 * add one or to remove one does not touch the others.
 */
public final class Fleet implements AutoCloseable {

  /** How soon a cycle that no frame began is noticed. */
  private static final long TICK_MS = 1;

  private final LoopLink link;
  private final MonotonicClock clock;
  private final List<FleetMember> members = new CopyOnWriteArrayList<>();

  /** Takes a link, and closes it in the end. */
  public Fleet(LoopLink link, MonotonicClock clock) {
    this.link = link;
    this.clock = clock;
  }

  /** Begins to look after cycles that nothing else begins. */
  public CompletionStage<Void> start() {
    return link.everyMs(TICK_MS, this::tick);
  }

  /** Lets a robot in: completes when the broker has granted its topics. */
  public CompletionStage<Void> add(FleetMember member) {
    return member
        .controlled()
        .start(link::subscribe)
        .thenCompose(granted -> link.run(() -> members.add(member)));
  }

  /** Who is here, in the order in which they came. */
  public List<FleetMember> members() {
    return members;
  }

  private void tick() {
    long nowNs = clock.nanoTime();
    for (int i = 0; i < members.size(); i++) {
      members.get(i).controlled().tick(nowNs);
    }
  }

  /** Lets the cycle end that is under way: a policy's engine must not go while it is asked. */
  @Override
  public void close() {
    link.run(() -> members.forEach(member -> member.controlled().end()))
        .toCompletableFuture()
        .join();
    link.close();
    for (FleetMember member : members) {
      member.close();
    }
    members.clear();
  }
}
