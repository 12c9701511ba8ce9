package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The robots of one controller on one link, each with a loop of its own on the link's thread. To
 * add one, to remove one or to change its bundle does not touch the others: what takes long happens
 * on a thread beside the loop, and who flies what is changed between two ticks.
 */
public final class Fleet implements AutoCloseable {

  /** How soon a cycle that no frame began is noticed. */
  private static final long TICK_MS = 1;

  private final LoopLink link;
  private final MonotonicClock clock;
  private final SideThread side = new SideThread("hjelm-fleet");
  private final Roster roster;

  private final Members members = new Members();
  private final Batches batches;
  private final Trials trials;

  /** Takes a link, and closes it in the end. */
  public Fleet(LoopLink link, MonotonicClock clock) {
    this.link = link;
    this.clock = clock;
    roster = new Roster(clock.nanoTime());
    batches = new Batches(clock, this::present);
    trials = new Trials(link, clock, side, roster, members, batches);
  }

  /** Begins to look after cycles that nothing else begins. */
  public CompletionStage<Void> start() {
    return link.everyMs(TICK_MS, () -> tick(clock.nanoTime()));
  }

  /** Who is here, in the order in which they came; any thread. */
  public List<FleetMember> members() {
    return members.all();
  }

  /** Who flies, and who may in a moment. */
  private Stream<FleetMember> present() {
    return Stream.concat(members.all().stream(), trials.members());
  }

  /** How the robots whose cycles the timer begins ask their policies, in words; any thread. */
  public List<String> beats() {
    List<String> words = new ArrayList<>();
    for (Beat beat : roster.beats()) {
      members.all().stream()
          .filter(member -> member.beat().filter(beat.kind()::equals).isPresent())
          .findFirst()
          .ifPresent(member -> words.add(beat.words(member.measured().p50Ns())));
    }
    return words;
  }

  /** Beats that were skipped, of all robots whose cycles the timer begins; any thread. */
  public long skippedBeats() {
    return roster.beats().stream().mapToLong(Beat::skipped).sum();
  }

  /** One look at who is due; for whoever steps a fleet by hand, on the loop's thread. */
  @HotPath
  public void tick(long nowNs) {
    roster.tick(nowNs);
    trials.tick(nowNs);
  }

  /**
   * Lets a robot in: completes when the broker has granted its topics. Fails with a {@link
   * FleetRefusal} or what the link refuses; the member is closed then.
   */
  public CompletionStage<Void> add(FleetMember member) {
    return side.run(
        () -> {
          boolean added = false;
          try {
            members.requireNew(member);
            let(member);
            added = true;
          } finally {
            if (!added) {
              member.close();
              batches.closeUnused();
            }
          }
        });
  }

  private void let(FleetMember member) throws Exception {
    List<BatchedPolicy> shared = batches.with(member);
    try {
      SideThread.await(member.controlled().start(link::subscribe));
    } catch (Exception e) {
      giveUp(member);
      throw e;
    }
    SideThread.await(
        link.run(
            () -> {
              roster.enter(member, shared, clock.nanoTime());
              members.add(member);
            }));
  }

  private void giveUp(FleetMember member) throws InterruptedException {
    try {
      SideThread.await(member.controlled().giveUp(link::unsubscribe));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // A connection that cannot be told is lost, and its subscriptions with it.
      return;
    }
  }

  /**
   * Sends a robot away: it gets one last command, which stops it, and its topics are given up.
   * Fails with a {@link FleetRefusal} when there is none of that name.
   */
  public CompletionStage<Void> remove(String robot) {
    return side.run(
        () -> {
          members.member(robot);
          List<FleetMember> gone = new ArrayList<>();
          SideThread.await(link.run(() -> gone.addAll(sendAway(robot))));
          giveUp(gone.get(0));
          gone.forEach(FleetMember::close);
          batches.closeUnused();
        });
  }

  /** Who flew, and what was to replace it or was replaced. Between two ticks. */
  private List<FleetMember> sendAway(String robot) {
    List<FleetMember> gone = new ArrayList<>();
    FleetMember flies = members.find(robot).orElseThrow();
    gone.add(flies);
    gone.addAll(trials.abandon(robot));
    flies.controlled().leave(clock.nanoTime());
    roster.takeOut(flies);
    members.remove(flies);
    return gone;
  }

  /**
   * Lets a robot fly another bundle: verified, measured and rehearsed beside the loop, then
   * switched between two of its cycles. Its first second is compared with the one before, and where
   * it is worse the bundle before flies again. Completes when that is settled; fails with what
   * refuses the bundle, and the one before flies on.
   *
   * @param path of the bundle; may be that of the one that flies, when the file is another now
   * @param assembly that puts robots together
   */
  public CompletionStage<Reload> reload(
      String robot, Path path, BundleKeys keys, RobotAssembly assembly) {
    return trials.reload(robot, path, keys, assembly);
  }

  /** Whether a robot flies a bundle that may still be rolled back; any thread. */
  public boolean isTrying(String robot) {
    return trials.isTrying(robot);
  }

  /**
   * Stops every robot with a last command, once the cycle under way has ended: a policy's engine
   * must not go while it is asked.
   */
  @Override
  public void close() {
    side.close();
    List<FleetMember> gone = new ArrayList<>();
    SideThread.join(
        link.run(
            () -> {
              for (FleetMember member : members.all()) {
                gone.addAll(sendAway(member.config().name()));
              }
            }));
    link.close();
    gone.forEach(FleetMember::close);
    batches.close();
  }
}
