package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.health.ReloadOutcome;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.observe.Observation;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The first second of a bundle in flight, compared with the second before. The robot's new loop is
 * prepared while the old one flies, then flies itself; the old one waits until it is certain that
 * it is not needed any more. Loop thread.
 *
 * <p>A second is as many cycles as it has, however long they take; those that the sensors are to
 * blame for do not count. With o of n commands overridden in the second before, the share to expect
 * is taken to be p = (o + 1) / (n + 2), and the N cycles of the first second may have
 *
 * <pre>  N·p + max(N / 20, 3·√(N·p·(1 - p)))</pre>
 *
 * overrides: one in twenty more, or three standard deviations of chance, whatever is more. The same
 * holds for deadline misses. The cycle that exceeds one of the two ends the trial.
 */
final class Trial {

  /** For so long a policy may take to answer for the first time. */
  static final long PATIENCE_NS = 2_000_000_000L;

  private static final long SILENT_NS = 1_000_000_000L;

  private static final double MORE = 0.05;
  private static final double SIGMAS = 3;

  private final FleetMember before;
  private final RobotAssembly.Successor next;
  private final ControlLoop oldLoop;
  private final RecentCycles recent;
  private final long beganNs;
  private final List<BatchedPolicy> shared;
  private final CompletableFuture<Reload> settled;
  private List<BatchedPolicy> sharedBefore = List.of();
  private long triedNs;
  private boolean tried;
  private boolean flying;
  private int cyclesBefore;
  private int overridesBefore;
  private int missesBefore;
  private String words = "";

  /**
   * @param shared what the new bundle's beat may call
   * @param settled completes when it is known how this ends
   */
  Trial(
      FleetMember before,
      RobotAssembly.Successor next,
      long nowNs,
      List<BatchedPolicy> shared,
      CompletableFuture<Reload> settled) {
    this.shared = shared;
    this.settled = settled;
    this.before = before;
    this.next = next;
    oldLoop = before.loop();
    recent = before.recent();
    beganNs = nowNs;
  }

  /** Who flew. */
  FleetMember before() {
    return before;
  }

  /** Who is to fly. */
  FleetMember next() {
    return next.member();
  }

  /** Whether the new bundle's loop is the one that flies. */
  boolean isFlying() {
    return flying;
  }

  boolean isOf(String robot) {
    return before.config().name().equals(robot);
  }

  List<BatchedPolicy> shared() {
    return shared;
  }

  /** What the beat of the bundle before may call, if that flies again. */
  List<BatchedPolicy> sharedBefore() {
    return sharedBefore;
  }

  /** Before it begins. */
  void wouldGoBackTo(List<BatchedPolicy> batches) {
    sharedBefore = batches;
  }

  /** It is settled; counted once. */
  void end(ReloadOutcome outcome) {
    before.vitals().reloads().add(outcome);
    settled.complete(Reload.of(outcome, next.member(), words));
  }

  /** Between two cycles: whether the new loop may take over now. */
  boolean isReady(long nowNs) {
    // A robot that nobody sees has no cycle that could be worse for it.
    Observation seen = oldLoop.sensors().observation();
    if (seen.epoch() < 0 || nowNs - seen.receivedNs() > SILENT_NS) {
      return true;
    }
    // A policy that answers here and now must not be asked in every tick.
    if (tried && nowNs - triedNs < next.member().timing().cycleNs()) {
      return false;
    }
    tried = next.member().inline();
    triedNs = nowNs;
    return next.loop().prepare(nowNs);
  }

  /** Between two cycles: the new loop flies from now on. */
  void begin() {
    cyclesBefore = recent.cycles();
    overridesBefore = recent.overrides();
    missesBefore = recent.misses();
    recent.restart();
    before.controlled().switchTo(next.loop());
    flying = true;
  }

  /** Between two cycles: the old loop flies again. */
  void goBack() {
    if (flying) {
      recent.restart();
      before.controlled().switchTo(oldLoop);
      flying = false;
    }
  }

  /** How it ends; null while it goes on. */
  @Nullable ReloadOutcome look(long nowNs) {
    if (!flying) {
      Throwable fault = next.member().policy().fault();
      if (fault != null) {
        words = "its policy failed: " + fault.getMessage();
        return ReloadOutcome.ROLLED_BACK;
      }
      if (nowNs - beganNs <= PATIENCE_NS) {
        return null;
      }
      words = "its policy had not answered after 2 s";
      return ReloadOutcome.ROLLED_BACK;
    }
    if (isWorse(overridesBefore, recent.overrides(), "were overridden")
        || isWorse(missesBefore, recent.misses(), "were late")) {
      return ReloadOutcome.ROLLED_BACK;
    }
    return recent.cycles() >= recent.size() ? ReloadOutcome.KEPT : null;
  }

  private boolean isWorse(int countBefore, int count, String what) {
    int allowed = allowed(countBefore, cyclesBefore, recent.size());
    if (count <= allowed) {
      return false;
    }
    words =
        String.format(
            Locale.ROOT,
            "%d of its first %d commands %s, which %d of the last %d had been",
            count,
            recent.cycles(),
            what,
            countBefore,
            cyclesBefore);
    return true;
  }

  /** How many of the first cycles may be as bad as some were before. */
  static int allowed(int bad, int cycles, int first) {
    double p = (bad + 1.0) / (cycles + 2.0);
    double chance = SIGMAS * Math.sqrt(first * p * (1 - p));
    return (int) Math.floor(first * p + Math.max(MORE * first, chance));
  }
}
