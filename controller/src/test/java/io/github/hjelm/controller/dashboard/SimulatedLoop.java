package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.EventLog.Level;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.SplittableRandom;

/**
 * A loop for looking at: a robot among obstacles, candidates drawn at random and judged by
 * clearance. It moves and fails as a real one would, and proves nothing.
 */
final class SimulatedLoop {

  static final int CANDIDATES = 16;
  static final int HORIZON = 16;
  static final double PERIOD_S = 0.02;
  static final double PLAN_PERIOD_S = 0.1;
  static final long DEADLINE_NS = 1_000_000;

  private static final double[] TYPICAL_US = {2.1, 3.4, 84, 9.5, 2.6};
  private static final double[][] GOALS = {{6.3, 0.1}, {0.7, -0.2}};
  private static final double[] POSTS_X = {2.2, 4.8};
  private static final double OUTERMOST_LANE_M = 1.25;
  private static final double MARGIN_M = 0.02;

  private final Robot robot;
  private final CycleBoard board;
  private final EventLog events;
  private final ArenaValue value;
  private final Rk4 rk4;
  private final SplittableRandom random;
  private final double[] x;
  private final double[] u = new double[2];
  private final double[] pushed = new double[2];
  private final double[] ahead = new double[4];
  private final float[] plans = new float[CANDIDATES * HORIZON * 2];
  private final long[] stageNs = new long[TYPICAL_US.length + 1];
  private double lane = -0.9;
  private int goal;
  private long refused;
  private int chosen;
  private int pushCycles;
  private int blindCycles;
  private int killedCycles;
  private long misses;
  private boolean latched;

  SimulatedLoop(Robot robot, FreeSpace world, CycleBoard board, EventLog events, long seed) {
    this.robot = robot;
    this.board = board;
    this.events = events;
    value = new ArenaValue(world);
    rk4 = new Rk4(robot);
    random = new SplittableRandom(seed);
    x = new double[] {0.7, -0.5, 0.2, 0};
  }

  synchronized void act(DemoAction action, long epochMillis) {
    switch (action) {
      case PUSH, SHOVE -> push(action == DemoAction.SHOVE ? 8 : 1);
      case BLIND -> blindCycles = 60;
      case KILL -> killedCycles = 50;
      case CLEAR -> latched = false;
    }
    if (action == DemoAction.SHOVE) {
      events.add(
          epochMillis,
          Level.ALARM,
          "MODEL_MISMATCH",
          "innovation 4.2 times what the model allows, for 5 cycles");
    } else {
      events.add(epochMillis, Level.NOTE, action.name(), "asked for by a visitor");
    }
  }

  private void push(double strength) {
    for (int i = 0; i < 2; i++) {
      pushed[i] = strength * robot.disturbances().get(i).upper() * (random.nextBoolean() ? 1 : -1);
    }
    pushCycles = 40;
  }

  synchronized void cycle(long nowNs) {
    if (Math.hypot(x[0] - GOALS[goal][0], x[1] - GOALS[goal][1]) < 0.4) {
      goal = 1 - goal;
    }
    propose();
    Verdict verdict = judge();
    double[] d = pushCycles-- > 0 ? pushed : new double[2];
    rk4.step(x, u, d, PERIOD_S, x);
    stamp();
    board.stages().record(stageNs);
    board.count(verdict);
    if (board.isWanted()) {
      board.write(nowNs, x, u, value.value(x));
      if (killedCycles <= 0 && blindCycles <= 0) {
        board.writePlans(plans, CANDIDATES, refused, chosen);
      }
      board.pinUp();
    }
    blindCycles--;
    killedCycles--;
  }

  synchronized long misses() {
    return misses;
  }

  synchronized boolean latched() {
    return latched;
  }

  /** Plans that head for the goal, each past the next post on a lane of its own. */
  private void propose() {
    refused = 0;
    chosen = CycleSnapshot.NONE_CHOSEN;
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < CANDIDATES; k++) {
      double laneM = OUTERMOST_LANE_M * ((2.0 * k + random.nextDouble(0.6, 1.4)) / CANDIDATES - 1);
      System.arraycopy(x, 0, ahead, 0, 4);
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < HORIZON; i++) {
        double error = Math.IEEEremainder(bearing(laneM) - ahead[2], 2 * Math.PI);
        double wished = Math.abs(error) > 1 ? 0.1 : 0.95;
        u[0] = robot.controls().get(0).clamp(3 * (wished - ahead[3]));
        u[1] = robot.controls().get(1).clamp(2.5 * error);
        int at = (k * HORIZON + i) * 2;
        plans[at] = (float) u[0];
        plans[at + 1] = (float) u[1];
        rk4.step(ahead, u, new double[2], PLAN_PERIOD_S, ahead);
        least = Math.min(least, value.value(ahead));
      }
      double cost =
          Math.hypot(GOALS[goal][0] - ahead[0], GOALS[goal][1] - ahead[1])
              + 0.8 * Math.abs(laneM - lane)
              - 0.2 * least;
      if (!(least > MARGIN_M)) {
        refused |= 1L << k;
      } else if (cost < best) {
        best = cost;
        chosen = k;
      }
    }
  }

  /** Towards the lane beside the next post while there is one ahead, then towards the goal. */
  private double bearing(double laneM) {
    double side = Math.signum(GOALS[goal][0] - ahead[0]);
    for (double postX : POSTS_X) {
      double toGo = side * (postX - ahead[0]);
      if (toGo > -0.3 && toGo < 2.2) {
        return Math.atan2(laneM - ahead[1], side * Math.max(0.5, toGo));
      }
    }
    return Math.atan2(GOALS[goal][1] - ahead[1], GOALS[goal][0] - ahead[0]);
  }

  private Verdict judge() {
    if (latched || blindCycles > 0 || killedCycles > 0) {
      brake();
      chosen = CycleSnapshot.NONE_CHOSEN;
      return latched
          ? Verdict.STOPPED
          : blindCycles > 0 ? Verdict.HELD_STALE_OBSERVATION : Verdict.HELD_POLICY_FAULT;
    }
    if (chosen == CycleSnapshot.NONE_CHOSEN) {
      brake();
      u[1] = 1.2;
      return Math.abs(x[3]) > 0.4 ? Verdict.BACKUP : Verdict.BRAKED;
    }
    lane += 0.02 * (OUTERMOST_LANE_M * ((2.0 * chosen + 1) / CANDIDATES - 1) - lane);
    u[0] = plans[chosen * HORIZON * 2];
    u[1] = plans[chosen * HORIZON * 2 + 1];
    return Long.bitCount(refused) > 9 || (pushCycles > 0 && random.nextInt(3) > 0)
        ? Verdict.FILTERED
        : Verdict.PASSED;
  }

  private void brake() {
    robot.fallback(x, u);
  }

  private void stamp() {
    long sum = 0;
    for (int stage = 0; stage < TYPICAL_US.length; stage++) {
      double tail = random.nextInt(400) == 0 ? random.nextDouble(1.5, 5) : 1;
      double us = TYPICAL_US[stage] * tail * Math.exp(0.09 * random.nextGaussian());
      stageNs[stage] = Math.round(1000 * us);
      sum += stageNs[stage];
    }
    stageNs[TYPICAL_US.length] = sum + 1200;
    misses += sum > DEADLINE_NS ? 1 : 0;
  }
}
