package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.RobotKey;
import io.github.hjelm.controller.health.ReloadOutcome;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bundles that are to replace others in flight: verified and rehearsed beside the loop, then tried
 * for a second on it. Who flies what is changed between two ticks.
 */
final class Trials {

  private final LoopLink link;
  private final MonotonicClock clock;
  private final SideThread side;
  private final Roster roster;
  private final Members members;
  private final Batches batches;

  /** Changed on the loop's thread. */
  private volatile Trial[] open = {};

  Trials(
      LoopLink link,
      MonotonicClock clock,
      SideThread side,
      Roster roster,
      Members members,
      Batches batches) {
    this.link = link;
    this.clock = clock;
    this.side = side;
    this.roster = roster;
    this.members = members;
    this.batches = batches;
  }

  /** Who may fly again, and who is to; any thread. */
  Stream<FleetMember> members() {
    return Stream.of(open).flatMap(trial -> Stream.of(trial.before(), trial.next()));
  }

  /** Loop thread. */
  void tick(long nowNs) {
    Trial[] now = open;
    for (Trial trial : now) {
      look(trial, nowNs);
    }
  }

  /** A robot is sent away: who goes along with the one that flies. Loop thread. */
  List<FleetMember> abandon(String robot) {
    List<FleetMember> gone = new ArrayList<>();
    for (Trial trial : open) {
      if (trial.isOf(robot)) {
        gone.add(trial.isFlying() ? trial.before() : trial.next());
        forget(trial);
        trial.end(ReloadOutcome.ABANDONED);
      }
    }
    return gone;
  }

  /** As {@link Fleet#reload} says. */
  CompletionStage<Reload> reload(String robot, Path path, BundleKeys keys, RobotAssembly assembly) {
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
  boolean isTrying(String robot) {
    return Stream.of(open).anyMatch(trial -> trial.isOf(robot));
  }

  private void prepare(
      String robot,
      Path path,
      BundleKeys keys,
      RobotAssembly assembly,
      CompletableFuture<Reload> settled)
      throws Exception {
    FleetMember member = members.member(robot);
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
        begin(new Trial(member, next, clock.nanoTime(), batches.with(next.member()), settled));
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
    Bundle bundle = open(member, path, keys);
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

  private static Bundle open(FleetMember member, Path path, BundleKeys keys) throws FleetRefusal {
    try {
      return Bundle.open(path, keys);
    } catch (BundleRefusal e) {
      throw FleetRefusal.of(member.config().name(), RobotKey.BUNDLE, e);
    }
  }

  private void begin(Trial trial) throws Exception {
    List<BatchedPolicy> usual = batches.sameAs(trial.before());
    trial.wouldGoBackTo(usual);
    SideThread.await(
        link.run(
            () -> open = Stream.concat(Stream.of(open), Stream.of(trial)).toArray(Trial[]::new)));
  }

  /** Between two cycles. */
  private void look(Trial trial, long nowNs) {
    if (!trial.isFlying() && trial.isReady(nowNs)) {
      roster.takeOut(trial.before());
      trial.begin();
      roster.enter(trial.next(), trial.shared(), nowNs);
      members.replace(trial.next());
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
      members.replace(trial.before());
    }
    settle(trial, outcome);
  }

  /** Sessions are closed only now, beside the loop. */
  @SuppressWarnings("FutureReturnValueIgnored") // a fleet that ends closes them itself
  private void settle(Trial trial, ReloadOutcome outcome) {
    FleetMember loser = outcome == ReloadOutcome.KEPT ? trial.before() : trial.next();
    side.run(
        () -> {
          loser.close();
          batches.closeUnused();
          trial.end(outcome);
        });
  }

  private void forget(Trial ended) {
    open = Stream.of(open).filter(trial -> trial != ended).toArray(Trial[]::new);
  }
}
