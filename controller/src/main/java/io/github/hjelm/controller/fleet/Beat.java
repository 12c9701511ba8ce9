package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.loop.ControlledRobot;
import io.github.hjelm.controller.loop.SharedCall;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.sensors.HotPath;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Robots whose cycles the timer begins, at one rate, with one policy. They begin together and ask
 * together, and then each decides and sends, one after the other. A robot that takes no part costs
 * nothing. Loop thread.
 *
 * <p>All beats of one rate fall on the same instants, counted from the fleet's own zero, so that a
 * robot that changes from one to another neither waits longer nor shorter for its next cycle.
 */
final class Beat {

  /** As many as a configuration may name. */
  static final int MOST_ROBOTS = 256;

  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_US = 1e3;

  private final Kind kind;
  private final long zeroNs;
  private final SharedCall call = new SharedCall(MOST_ROBOTS);
  private ControlledRobot[] robots = {};
  private boolean[] begun = {};
  private long last;
  private volatile long skipped;

  /**
   * Who may share a beat.
   *
   * @param sha256 of the bundle
   * @param candidates K
   * @param budgetNs for how long a cycle can wait for its policy
   */
  record Kind(
      String sha256,
      String signature,
      PolicyEngine engine,
      int candidates,
      long cycleNs,
      long budgetNs,
      LaneChoice lane,
      boolean inline) {

    /** Whether its robots may be answered by one call. */
    boolean shares() {
      return inline && lane != LaneChoice.INLINE;
    }
  }

  /**
   * @param zeroNs where its raster begins
   * @param nowNs the first beat is the next one after this
   */
  Beat(Kind kind, long zeroNs, long nowNs) {
    this.kind = kind;
    this.zeroNs = zeroNs;
    last = number(nowNs);
  }

  private long number(long nowNs) {
    return Math.floorDiv(nowNs - zeroNs, kind.cycleNs());
  }

  Kind kind() {
    return kind;
  }

  int size() {
    return robots.length;
  }

  /** Begins the cycles when their time has come; to be called more often than that. */
  @HotPath
  void tick(long nowNs) {
    long now = number(nowNs);
    if (now == last) {
      return;
    }
    if (now - last > 1) {
      // One thread writes; readers only need to see whole numbers.
      long counted = skipped + now - last - 1;
      skipped = counted;
    }
    last = now;
    call.clear();
    for (int i = 0; i < robots.length; i++) {
      begun[i] = robots[i].begin(nowNs);
    }
    call.run();
    for (int i = 0; i < robots.length; i++) {
      if (begun[i]) {
        robots[i].finish();
      }
    }
  }

  /** Beats that a pause of the process has swallowed; any thread. */
  long skipped() {
    return skipped;
  }

  void enter(FleetMember member) {
    robots =
        Stream.concat(Stream.of(robots), Stream.of(member.controlled()))
            .toArray(ControlledRobot[]::new);
    begun = new boolean[robots.length];
    member.shareCalls(call);
  }

  void leave(FleetMember member) {
    if (Stream.of(robots).noneMatch(robot -> robot == member.controlled())) {
      return;
    }
    robots =
        Stream.of(robots)
            .filter(robot -> robot != member.controlled())
            .toArray(ControlledRobot[]::new);
    begun = new boolean[robots.length];
    member.shareCalls(null);
  }

  /** From the next beat on. */
  void use(List<BatchedPolicy> batches, long aloneNs) {
    call.use(batches, kind.lane() == LaneChoice.BATCH ? Long.MAX_VALUE / MOST_ROBOTS / 2 : aloneNs);
  }

  /** In words, for whoever starts it. */
  String words(long aloneNs) {
    String who =
        String.format(
            Locale.ROOT, "%d robots at %.1f Hz", robots.length, NS_PER_S / kind.cycleNs());
    int together = call.together(robots.length);
    if (together == 1) {
      return who + " each ask for themselves, " + micros(aloneNs) + " a robot";
    }
    return String.format(
        Locale.ROOT,
        "%s share calls of up to %d robots, %s a robot where all ask, %s alone",
        who,
        together,
        micros(call.expectedNs(robots.length) / robots.length),
        micros(aloneNs));
  }

  private static String micros(long ns) {
    return String.format(Locale.ROOT, "%.1f µs", ns / NS_PER_US);
  }
}
