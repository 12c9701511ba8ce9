package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.loop.CommandSink;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.LoopParts;
import io.github.hjelm.controller.observe.SensorInput;
import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.time.HandSetClock;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cycles before the first frame, of a loop that is thrown away: classes are loaded and code is
 * compiled here, and not while a robot waits. A first cycle takes a quarter of a second, which a
 * monitor would rightly take for a robot that does not do as it is told.
 */
final class Rehearsal {

  private static final int MOST_CYCLES = 20_000;
  private static final long PATIENCE_NS = 1_000_000_000L;

  private static final int ROUND = 500;

  /** What is compiled late is rare: the median stands still some rounds before the tail does. */
  private static final int CALM_ROUNDS = 2;

  /** Of the shortest median so far. */
  private static final double CALM = 1.05;

  /** Where a state has no bounds, it lies this far from zero at most. */
  private static final double USUAL = 1;

  /** A robot moves on from state to state for so long, then it stands elsewhere. */
  private static final int CYCLES_PER_LIFE = 50;

  private final String robot;
  private final List<Quantity> states;
  private final SensorJoin sensors;
  private final FrameCodec codec;
  private final SensorFrame frame = new SensorFrame();
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final SplittableRandom random = new SplittableRandom(1);

  private Rehearsal(String robot, List<Quantity> states, SensorJoin sensors, FrameCodec codec) {
    this.robot = robot;
    this.states = states;
    this.sensors = sensors;
    this.codec = codec;
  }

  /**
   * Rehearses until cycles have become as short as they will be, or patience ends.
   *
   * @param parts used up by this
   * @return how many cycles
   */
  static int run(
      String robot,
      List<Quantity> states,
      LoopParts parts,
      CommandSink sink,
      CycleWatcher watcher,
      FrameCodec codec,
      MonotonicClock clock) {
    HandSetClock played = new HandSetClock(0);
    ControlLoop loop = new ControlLoop(parts, sink, watcher, played);
    Rehearsal rehearsal = new Rehearsal(robot, states, parts.sensors(), codec);
    long beganNs = clock.nanoTime();
    long[] tookNs = new long[ROUND];
    long shortestNs = Long.MAX_VALUE;
    int calm = 0;
    int cycle = 0;
    long nowNs = beganNs;
    while (cycle < MOST_CYCLES && nowNs - beganNs < PATIENCE_NS && calm < CALM_ROUNDS) {
      played.advanceNs(parts.timing().cycleNs());
      for (int sensor = 0; sensor < parts.sensors().sensors(); sensor++) {
        rehearsal.say(sensor, cycle, played.nanoTime());
      }
      loop.cycle(played.nanoTime());
      long thenNs = nowNs;
      nowNs = clock.nanoTime();
      tookNs[cycle % ROUND] = nowNs - thenNs;
      cycle++;
      if (cycle % ROUND == 0) {
        Arrays.sort(tookNs);
        long medianNs = tookNs[ROUND / 2];
        calm = medianNs * CALM < shortestNs ? 0 : calm + 1;
        shortestNs = Math.min(shortestNs, medianNs);
      }
    }
    return cycle;
  }

  private void say(int sensor, int cycle, long nowNs) {
    SensorInput input = sensors.input(sensor);
    frame.robotName().set(robot);
    frame.sensorName().set(input.sensor());
    frame.setEpoch(1 + cycle / CYCLES_PER_LIFE).setSequence(cycle).setStampNs(nowNs);
    frame.resize(input.quantities().size());
    for (int k = 0; k < input.quantities().size(); k++) {
      frame.setValue(k, somewhere(input.quantities().get(k)));
    }
    sensors.read(sensor, payload, codec.encode(frame, payload), false, nowNs);
  }

  private double somewhere(String name) {
    for (Quantity state : states) {
      if (state.name().equals(name)) {
        double lower = Double.isFinite(state.lower()) ? state.lower() : -USUAL;
        double upper = Double.isFinite(state.upper()) ? state.upper() : USUAL;
        return random.nextDouble(lower, upper);
      }
    }
    return 0;
  }
}
