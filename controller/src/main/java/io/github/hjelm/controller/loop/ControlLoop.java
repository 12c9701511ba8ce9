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
import org.jspecify.annotations.Nullable;

/**
 * One robot's cycle: observation, action chunks, candidates, safe command. Exactly one command
 * leaves per cycle, with one verdict, whatever happens. One thread; one instant per cycle, which is
 * handed down.
 *
 * <p>It has two halves, so that robots that ask the same policy at the same time can be answered by
 * one call between them.
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
  private final long cycleNs;
  private final double[] state;
  private final double[] candidates;
  private final PolicyLane policy;
  private final ActionClock actions;

  private long life = -1;
  private long beganNs;
  private boolean leaving;
  private @Nullable Verdict held;
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
    cycleNs = timing.cycleNs();
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
    begin(nowNs);
    return finish();
  }

  /** The first half: what is seen, and what the policy is asked. {@link #finish} has to follow. */
  @HotPath
  public void begin(long nowNs) {
    watcher.begins();
    times.begin(nowNs);
    beganNs = nowNs;
    offered = 0;
    try {
      held = see(nowNs);
    } catch (RuntimeException e) {
      held = failed(e);
    }
    watcher.pauses();
  }

  /** The second half: what the policy answered, and the command. */
  @HotPath
  public SafeCommand finish() {
    watcher.goesOn();
    long nowNs = beganNs;
    return send(command(nowNs), nowNs);
  }

  /**
   * A cycle that stops the robot whatever it sees: the last one before nobody commands it any more.
   */
  public SafeCommand stop(long nowNs) {
    watcher.begins();
    times.begin(nowNs);
    offered = 0;
    leaving = true;
    return send(safety.stop(nowNs + actingDelayNs), nowNs);
  }

  private SafeCommand send(SafeCommand command, long nowNs) {
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
    policy.left();
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
      return safety.hold(actsNs, failed(e));
    }
  }

  private Verdict failed(RuntimeException e) {
    faults++;
    watcher.failed(e);
    return Verdict.HELD_CYCLE_FAULT;
  }

  /** Why there is nothing to decide by; null where there is. */
  private @Nullable Verdict see(long nowNs) {
    Verdict unseen = sensors.standing(nowNs).verdict();
    times.end(CycleStage.OBSERVE);
    if (unseen != null) {
      return unseen;
    }
    Observation seen = sensors.observation();
    meet(seen);
    seen.copyState(state);
    if (actions.isOver(nowNs)) {
      chunks.advance();
    }
    policy.step(nowNs, seen, chunks);
    return null;
  }

  private SafeCommand decide(long nowNs, long actsNs) {
    if (held != null) {
      times.end(CycleStage.POLICY);
      return safety.hold(actsNs, held);
    }
    policy.settle(nowNs, chunks);
    offered = chunks.candidates(nowNs, candidates);
    times.end(CycleStage.POLICY);
    double ageS = (actsNs - sensors.observation().receivedNs()) * S_PER_NS;
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

  /**
   * Asks the policy while another loop still flies the robot, so that there is a chunk when this
   * one takes over in its next cycle; whether there is. Between two cycles.
   */
  public boolean prepare(long nowNs) {
    if (chunks.isDue(nowNs + cycleNs)) {
      policy.step(nowNs, sensors.observation(), chunks);
      policy.settle(nowNs, chunks);
      policy.left();
    }
    return !chunks.isDue(nowNs + cycleNs);
  }

  /** Goes on where another loop was that has the same sensors. Between two cycles. */
  public void takeOver(ControlLoop before) {
    safety.takeOver(before.safety);
    life = before.life;
    stopped = before.stopped;
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

  /** Whether the last cycle was one that stops the robot before nobody commands it any more. */
  public boolean isLeaving() {
    return leaving;
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
