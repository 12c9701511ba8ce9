package io.github.hjelm.controller.health;

import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.Waiting;
import io.github.hjelm.controller.safety.Assurance;
import io.github.hjelm.controller.safety.Mismatch;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.time.WallClock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one robot's cycles: the loop's thread writes and never waits, anybody reads.
 *
 * <p>Outlives a loop: when another takes over the robot, it is told of the same vitals.
 */
public final class RobotVitals implements CycleWatcher {

  /** The time of a cycle that there was not. */
  static final long NEVER = Long.MIN_VALUE;

  private final String robot;
  private final CycleTiming timing;
  private final WallClock wall;
  private final OutcomeCounts<Verdict> verdicts = new OutcomeCounts<>(Verdict.class);
  private final StageHistograms stages = new StageHistograms(CycleStage.labels());
  private final LatencyHistogram observationAges = new LatencyHistogram();
  private final DistinctFaults faults = new DistinctFaults();
  private final OverrideWindow overrides;
  private final OutcomeCounts<ReloadOutcome> reloads = new OutcomeCounts<>(ReloadOutcome.class);
  private final AtomicLong misses = new AtomicLong();
  private final AtomicLong lastCycleNs = new AtomicLong(NEVER);

  /** When its thread was seen last, at work or waiting. */
  private final AtomicLong aliveNs = new AtomicLong(NEVER);

  private volatile @Nullable Waiting waiting;

  private volatile boolean certified;
  private volatile boolean modelMismatch;
  private volatile boolean gpuMissing;
  private volatile @Nullable StopCause stopCause;
  private volatile @Nullable ControlLoop loop;

  /** Of the loop above, as they were when it was looked at last; loop thread. */
  private long safetyFaults;

  /**
   * @param robot its name on the wire
   * @param wall when faults came, for people to read
   */
  public RobotVitals(String robot, CycleTiming timing, WallClock wall) {
    this.robot = robot;
    this.timing = timing;
    this.wall = wall;
    overrides = new OverrideWindow(timing.cycleNs());
  }

  @Override
  @HotPath
  public void saw(ControlLoop seen, SafeCommand command, long nowNs) {
    if (loop != seen) {
      loop = seen;
      safetyFaults = 0;
    }
    if (seen.safety().faults() != safetyFaults) {
      safetyFaults = seen.safety().faults();
      RuntimeException fault = seen.safety().lastFault();
      if (fault != null) {
        failed(fault);
      }
    }
    if (seen.sensors().observation().epoch() >= 0) {
      observationAges.record(nowNs - seen.sensors().observation().receivedNs());
    }
    stands(
        command.assurance() != Assurance.NO_CERTIFICATE,
        seen.safety().monitor().verdict() == Mismatch.MODEL_MISMATCH,
        command.stopCause());
    cycle(nowNs, command.verdict(), seen.stageNs());
  }

  @Override
  public void failed(Throwable fault) {
    faults.record(fault, wall.epochMillis());
  }

  /**
   * What the safety stage says of it.
   *
   * @param nowCertified whether there is a certificate that may vouch for commands
   * @param nowStopped why it waits for an operator; null while it does not
   */
  @HotPath
  void stands(boolean nowCertified, boolean nowMismatch, @Nullable StopCause nowStopped) {
    // Reading costs less than writing, and hardly ever does anything change.
    if (certified != nowCertified) {
      certified = nowCertified;
    }
    if (modelMismatch != nowMismatch) {
      modelMismatch = nowMismatch;
    }
    if (stopCause != nowStopped) {
      stopCause = nowStopped;
    }
  }

  /**
   * Counts a cycle.
   *
   * @param nowNs its instant, on the clock that health is judged by
   * @param stageNs by {@link CycleStage}
   */
  @HotPath
  void cycle(long nowNs, Verdict verdict, long[] stageNs) {
    verdicts.add(verdict);
    stages.record(stageNs);
    if (stageNs[stageNs.length - 1] > timing.deadlineNs()) {
      // One thread writes, so that nothing is lost between reading and writing.
      misses.setOpaque(misses.getPlain() + 1);
    }
    overrides.add(verdict != Verdict.PASSED && verdict != Verdict.OPERATOR);
    if (waiting != null) {
      waiting = null;
    }
    aliveNs.setRelease(nowNs);
    lastCycleNs.setRelease(nowNs);
    CycleEvent.emit(robot, verdict, stageNs);
  }

  @Override
  @HotPath
  public void waits(Waiting why, long nowNs) {
    if (waiting != why) {
      waiting = why;
    }
    aliveNs.setRelease(nowNs);
  }

  public String robot() {
    return robot;
  }

  /** What usually lies between two of its cycles. */
  long periodNs() {
    return timing.cycleNs();
  }

  /** Each cycle has one. */
  public OutcomeCounts<Verdict> verdicts() {
    return verdicts;
  }

  /** By {@link CycleStage}. */
  public StageHistograms stages() {
    return stages;
  }

  /** How old observations were when a cycle began with them. */
  public LatencyHistogram observationAges() {
    return observationAges;
  }

  /** What became of bundles that were to replace the one that flew. */
  public OutcomeCounts<ReloadOutcome> reloads() {
    return reloads;
  }

  public DistinctFaults faults() {
    return faults;
  }

  public long deadlineMisses() {
    return misses.getOpaque();
  }

  public boolean isCertified() {
    return certified;
  }

  /** Says that its policy was to run on a GPU, and does not. */
  public void gpuMissing(boolean nowMissing) {
    gpuMissing = nowMissing;
  }

  public boolean isGpuMissing() {
    return gpuMissing;
  }

  public boolean isModelMismatch() {
    return modelMismatch;
  }

  /** Why it waits for an operator; null while it does not. */
  public @Nullable StopCause stopCause() {
    return stopCause;
  }

  /** The loop whose cycle was seen last, for what it counts itself; null before the first. */
  @Nullable ControlLoop loop() {
    return loop;
  }

  /** Of the last ten seconds; 0 before they are over. */
  double overrideShare() {
    return overrides.share();
  }

  int overrideWindow() {
    return overrides.size();
  }

  /** When the last cycle ended, or {@link #NEVER}. */
  long lastCycleNs() {
    return lastCycleNs.getAcquire();
  }

  /** When the loop's thread was seen last, or {@link #NEVER}. */
  long aliveNs() {
    return aliveNs.getAcquire();
  }

  /** Why it has no cycle to make; null while it makes some. */
  @Nullable Waiting waiting() {
    return waiting;
  }
}
