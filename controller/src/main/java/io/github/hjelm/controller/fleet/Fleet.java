package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.health.ReloadOutcome;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** Who flies what; changed on the loop's thread, between two ticks. */
  private final List<FleetMember> members = new CopyOnWriteArrayList<>();

  /** Bundles in their first second; changed on the loop's thread. */
  private volatile Trial[] trials = {};

  // The thread beside the loop only.
  private final Batches batches;

  /** Takes a link, and closes it in the end. */
  public Fleet(LoopLink link, MonotonicClock clock) {
    this.link = link;
    this.clock = clock;
    roster = new Roster(clock.nanoTime());
    batches = new Batches(clock);
  }

  /** Begins to look after cycles that nothing else begins. */
  public CompletionStage<Void> start() {
    return link.everyMs(TICK_MS, () -> tick(clock.nanoTime()));
  }

  /** Who is here, in the order in which they came; any thread. */
  public List<FleetMember> members() {
    return members;
  }

  /** How the robots whose cycles the timer begins ask their policies, in words; any thread. */
  public List<String> beats() {
    List<String> words = new ArrayList<>();
    for (Beat beat : roster.beats()) {
      members.stream()
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
    Trial[] open = trials;
    for (Trial trial : open) {
      look(trial, nowNs);
    }
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
            requireNew(member);
            let(member);
            added = true;
          } finally {
            if (!added) {
              member.close();
              batches.closeUnused(this::isUsed);
            }
          }
        });
  }

  private void requireNew(FleetMember member) throws FleetRefusal {
    String name = member.config().name();
    if (members.stream().anyMatch(other -> other.config().name().equals(name))) {
      throw new FleetRefusal("there is a robot " + name + " already", null);
    }
  }

  private void let(FleetMember member) throws Exception {
    List<BatchedPolicy> shared = batchesWith(member);
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

  private List<BatchedPolicy> batchesWith(FleetMember member) throws FleetRefusal {
    long others =
        Stream.concat(members.stream(), Stream.of(trials).map(Trial::next))
            .filter(other -> other.beat().equals(member.beat()))
            .map(FleetMember::controlled)
            .filter(other -> other != member.controlled())
            .distinct()
            .count();
    return batches.with(member, 1 + (int) others);
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
          member(robot);
          List<FleetMember> gone = new ArrayList<>();
          SideThread.await(link.run(() -> gone.addAll(sendAway(robot))));
          giveUp(gone.get(0));
          gone.forEach(FleetMember::close);
          batches.closeUnused(this::isUsed);
        });
  }

  /** Who flew, and what was to replace it or was replaced. Between two ticks. */
  private List<FleetMember> sendAway(String robot) {
    List<FleetMember> gone = new ArrayList<>();
    FleetMember flies = find(robot).orElseThrow();
    gone.add(flies);
    for (Trial trial : trials) {
      if (trial.isOf(robot)) {
        gone.add(trial.isFlying() ? trial.before() : trial.next());
        forget(trial);
        trial.end(ReloadOutcome.ABANDONED);
      }
    }
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
    CompletableFuture<Reload> settled = new CompletableFuture<>();
    side.run(() -> prepare(robot, path, keys, assembly, settled))
        .whenComplete(
            (none, refusal) -> {
              if (refusal != null) {
                settled.completeExceptionally(refusal);
              }
            });
    return settled;
  }

  /** Whether a robot flies a bundle that may still be rolled back; any thread. */
  public boolean isTrying(String robot) {
    return Stream.of(trials).anyMatch(trial -> trial.isOf(robot));
  }

  private void prepare(
      String robot,
      Path path,
      BundleKeys keys,
      RobotAssembly assembly,
      CompletableFuture<Reload> settled)
      throws Exception {
    FleetMember member = member(robot);
    if (isTrying(robot)) {
      throw new FleetRefusal(
          "robot " + robot + " has not flown its last bundle for a second yet: try again", null);
    }
    try {
      SettledChange files = new SettledChange(path);
      RobotAssembly.Successor next = successor(member, path, keys, assembly);
      if (next == null) {
        member.vitals().reloads().add(ReloadOutcome.UNCHANGED);
        settled.complete(Reload.of(ReloadOutcome.UNCHANGED, member, ""));
        return;
      }
      boolean tried = false;
      try {
        if (!files.isAsKnown()) {
          throw new FleetRefusal(path + " was changed while it was read: try again", null);
        }
        begin(new Trial(member, next, clock.nanoTime(), batchesWith(next.member()), settled));
        tried = true;
      } finally {
        if (!tried) {
          next.member().close();
        }
      }
    } catch (Exception e) {
      member.vitals().reloads().add(ReloadOutcome.REFUSED);
      throw e;
    }
  }

  private RobotAssembly.@Nullable Successor successor(
      FleetMember member, Path path, BundleKeys keys, RobotAssembly assembly) throws Exception {
    Bundle bundle = Bundle.open(path, keys);
    boolean used = false;
    try {
      if (bundle.sha256().equals(member.bundle().sha256())) {
        return null;
      }
      RobotAssembly.Successor next = assembly.succeed(member, bundle, link.link());
      used = true;
      return next;
    } catch (InternalError e) {
      // Memory that is a file's ends where the file does.
      throw new FleetRefusal(path + " was changed while it was read: try again", e);
    } finally {
      if (!used) {
        bundle.close();
      }
    }
  }

  private void begin(Trial trial) throws Exception {
    List<BatchedPolicy> usual = batches.with(trial.before(), 1);
    trial.wouldGoBackTo(usual);
    SideThread.await(
        link.run(
            () ->
                trials = Stream.concat(Stream.of(trials), Stream.of(trial)).toArray(Trial[]::new)));
  }

  /** Between two cycles. */
  private void look(Trial trial, long nowNs) {
    if (!trial.isFlying() && trial.isReady(nowNs)) {
      roster.takeOut(trial.before());
      trial.begin();
      roster.enter(trial.next(), trial.shared(), nowNs);
      flies(trial.next());
    }
    ReloadOutcome outcome = trial.look(nowNs);
    if (outcome == null) {
      return;
    }
    forget(trial);
    if (outcome == ReloadOutcome.ROLLED_BACK && trial.isFlying()) {
      roster.takeOut(trial.next());
      trial.goBack();
      roster.enter(trial.before(), trial.sharedBefore(), nowNs);
      flies(trial.before());
    }
    settle(trial, outcome);
  }

  /** In the place of the same robot with another bundle. */
  private void flies(FleetMember next) {
    members.replaceAll(member -> member.controlled() == next.controlled() ? next : member);
  }

  /** Sessions are closed only now, beside the loop. */
  @SuppressWarnings("FutureReturnValueIgnored") // a fleet that ends closes them itself
  private void settle(Trial trial, ReloadOutcome outcome) {
    FleetMember loser = outcome == ReloadOutcome.KEPT ? trial.before() : trial.next();
    side.run(
        () -> {
          loser.close();
          batches.closeUnused(this::isUsed);
          trial.end(outcome);
        });
  }

  private void forget(Trial ended) {
    trials = Stream.of(trials).filter(trial -> trial != ended).toArray(Trial[]::new);
  }

  private boolean isUsed(Beat.Kind kind) {
    return Stream.concat(
            members.stream(),
            Stream.of(trials).flatMap(trial -> Stream.of(trial.before(), trial.next())))
        .anyMatch(member -> member.beat().filter(kind::equals).isPresent());
  }

  private FleetMember member(String robot) throws FleetRefusal {
    return find(robot)
        .orElseThrow(() -> new FleetRefusal("there is no robot " + robot + " here", null));
  }

  private Optional<FleetMember> find(String robot) {
    return members.stream().filter(member -> member.config().name().equals(robot)).findFirst();
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
              for (FleetMember member : members) {
                gone.addAll(sendAway(member.config().name()));
              }
            }));
    link.close();
    gone.forEach(FleetMember::close);
    batches.close();
  }
}
