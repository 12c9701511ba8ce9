package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;

/**
 * How the last second of a robot's cycles went: how many commands were not what the policy
 * proposed, and how many were late. Cycles that were held because of the sensors say nothing of a
 * policy and are not counted. Loop thread.
 */
final class RecentCycles implements CycleWatcher {

  private static final long WINDOW_NS = 1_000_000_000L;

  /** Of a loop that is slower than ten cycles a second, a second would say too little. */
  private static final int FEWEST = 10;

  private static final int OVERRIDE = 1;
  private static final int MISS = 2;

  private final long deadlineNs;
  private final byte[] ring;
  private int next;
  private int cycles;
  private int overrides;
  private int misses;

  RecentCycles(long cycleNs, long deadlineNs) {
    this.deadlineNs = deadlineNs;
    ring = new byte[(int) Math.max(FEWEST, WINDOW_NS / cycleNs)];
  }

  @Override
  @HotPath
  public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
    long[] stageNs = loop.stageNs();
    add(command.verdict(), stageNs[stageNs.length - 1]);
  }

  /**
   * Counts a cycle.
   *
   * @param wholeNs how long {@link CycleStage#WHOLE} of it took
   */
  @HotPath
  void add(Verdict verdict, long wholeNs) {
    if (verdict == Verdict.HELD_STALE_OBSERVATION || verdict == Verdict.HELD_BAD_OBSERVATION) {
      return;
    }
    if (cycles == ring.length) {
      overrides -= ring[next] & OVERRIDE;
      misses -= (ring[next] & MISS) / MISS;
    } else {
      cycles++;
    }
    boolean proposed = verdict == Verdict.PASSED || verdict == Verdict.OPERATOR;
    boolean late = !(wholeNs <= deadlineNs);
    ring[next] = (byte) ((proposed ? 0 : OVERRIDE) | (late ? MISS : 0));
    overrides += proposed ? 0 : 1;
    misses += late ? 1 : 0;
    next = next + 1 == ring.length ? 0 : next + 1;
  }

  /** What is counted from here on is somebody else's. */
  void restart() {
    cycles = 0;
    overrides = 0;
    misses = 0;
    next = 0;
  }

  @Override
  public void failed(Throwable fault) {
    // What it leads to is a verdict.
  }

  /** How many cycles a second has. */
  int size() {
    return ring.length;
  }

  /** Of the last second; fewer when it is not over. */
  int cycles() {
    return cycles;
  }

  int overrides() {
    return overrides;
  }

  int misses() {
    return misses;
  }
}
