package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.SafetyStage;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.ByteBuffer;

/**
 * One robot's cycle: observation, action chunks, candidates, safe command. Exactly one command
 * leaves per cycle, with one verdict, whatever happens. One thread; one instant per cycle, which is
 * handed down.
 */
public final class ControlLoop {

  private static final double S_PER_NS = 1e-9;

  private final SensorJoin sensors;
  private final ChunkSchedule chunks;
  private final SafetyStage safety;
  private final CommandSink sink;
  private final CycleWatcher watcher;
  private final CycleTimes times;
  private final long actingDelayNs;
  private final double[] state;
  private final double[] candidates;
  private final PolicyLane policy;
  private final ActionClock actions;

  private long life = -1;
  private int offered;
  private long faults;
  private volatile boolean stopped;

  /**
   * @param parts what the cycle is made of
   * @param sink where commands go
   * @param watcher sees each cycle when its command has left
   * @param clock measures the stages; the one that the instants of cycles are read from
   */
  public ControlLoop(
      LoopParts parts, CommandSink sink, CycleWatcher watcher, MonotonicClock clock) {
    sensors = parts.sensors();
    chunks = parts.chunks();
    safety = parts.safety();
    policy = parts.policy();
    this.sink = sink;
    this.watcher = watcher;
    CycleTiming timing = parts.timing();
    times = new CycleTimes(clock, timing.deadlineNs());
    actions = new ActionClock(timing.actionNs(), timing.cycleNs());
    actingDelayNs = timing.actingDelayNs();
    state = new double[parts.states()];
    candidates = new double[parts.candidates() * parts.controls()];
  }

  /**
   * One cycle.
   *
   * @param nowNs when what began it was received; all ages are counted to it
   */
  @HotPath
  public SafeCommand cycle(long nowNs) {
    watcher.begins();
    times.begin(nowNs);
    SafeCommand command = command(nowNs);
    times.end(CycleStage.SAFETY);
    sink.send(command, sensors.observation(), nowNs);
    times.end(CycleStage.PUBLISH);
    times.endWhole();
    safety.left(times.atNs() + actingDelayNs);
    watcher.saw(this, command, nowNs);
    stopped = command.stopCause() != null;
    if (command.place() >= 0) {
      chunks.commit(command.place());
    }
    return command;
  }

  /** There is no cycle to make: says so to whoever watches. */
  @HotPath
  void waits(Waiting why, long nowNs) {
    watcher.waits(why, nowNs);
  }

  private SafeCommand command(long nowNs) {
    long actsNs = nowNs + actingDelayNs;
    try {
      return decide(nowNs, actsNs);
    } catch (RuntimeException e) {
      faults++;
      watcher.failed(e);
      return safety.hold(actsNs, Verdict.HELD_CYCLE_FAULT);
    }
  }

  private SafeCommand decide(long nowNs, long actsNs) {
    offered = 0;
    Verdict held = sensors.standing(nowNs).verdict();
    times.end(CycleStage.OBSERVE);
    if (held != null) {
      times.end(CycleStage.POLICY);
      return safety.hold(actsNs, held);
    }
    Observation seen = sensors.observation();
    meet(seen);
    seen.copyState(state);
    if (actions.isOver(nowNs)) {
      chunks.advance();
    }
    policy.step(nowNs, seen, chunks);
    offered = chunks.candidates(nowNs, candidates);
    times.end(CycleStage.POLICY);
    double ageS = (actsNs - seen.receivedNs()) * S_PER_NS;
    if (offered == 0) {
      return safety.hold(actsNs, state, ageS, nothingOffered());
    }
    return safety.decide(actsNs, state, ageS, candidates, offered);
  }

  /** A robot that began a new life may stand elsewhere: nothing of before speaks of it. */
  private void meet(Observation seen) {
    if (seen.epoch() != life) {
      if (life >= 0) {
        chunks.clear();
        safety.restart();
      }
      life = seen.epoch();
    }
  }

  private Verdict nothingOffered() {
    Throwable fault = policy.fault();
    if (fault == null) {
      return Verdict.HELD_NO_CHUNK;
    }
    watcher.failed(fault);
    return Verdict.HELD_POLICY_FAULT;
  }

  /**
   * Writes down all that a cycle takes from the cycles before it, between two cycles; a loop of the
   * same parts goes on from there bit for bit. Always as many bytes.
   */
  @HotPath
  public void save(ByteBuffer out) {
    out.putLong(life);
    actions.save(out);
    sensors.save(out);
    chunks.save(out);
    policy.save(out);
    safety.save(out);
  }

  /** Goes on from what {@link #save} wrote. */
  public void load(ByteBuffer in) {
    life = in.getLong();
    actions.load(in);
    sensors.load(in);
    chunks.load(in);
    policy.load(in);
    safety.load(in);
    stopped = safety.stopCause() != null;
  }

  /** Its sensors. */
  public SensorJoin sensors() {
    return sensors;
  }

  /** Its chunks. */
  public ChunkSchedule chunks() {
    return chunks;
  }

  /** Its safety stage; to be stopped and cleared on the loop's thread. */
  public SafetyStage safety() {
    return safety;
  }

  /** The state that the last cycle with an observation saw, lent. */
  public double[] state() {
    return state;
  }

  /** How many candidates the last cycle had. */
  public int offered() {
    return offered;
  }

  /** How long the stages of the last cycle took, by {@link CycleStage}, lent. */
  public long[] stageNs() {
    return times.stageNs();
  }

  /** Cycles that took longer than they may; any thread. */
  public long deadlineMisses() {
    return times.misses();
  }

  /** The longest run of such cycles; any thread. */
  public long mostMissesInARow() {
    return times.mostMissesInARow();
  }

  /** Whether a latched stop waits for an operator; any thread. */
  public boolean isStopped() {
    return stopped;
  }

  /** Cycles that failed and held. */
  public long faults() {
    return faults;
  }
}
