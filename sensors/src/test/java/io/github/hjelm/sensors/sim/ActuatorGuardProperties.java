package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random command streams: the guard against the oracle, and what must hold whatever comes. */
class ActuatorGuardProperties {

  private static final int STREAMS = 400;
  private static final int STEPS = 400;
  private static final double[] LOWER = {-1, -1};
  private static final double[] UPPER = {1, 1};

  private final Map<GuardOutcome, Integer> outcomesSeen = new EnumMap<>(GuardOutcome.class);
  private final Map<GuardState, Integer> statesSeen = new EnumMap<>(GuardState.class);

  @Test
  void agreesWithTheOracleOnRandomStreams() {
    for (long seed = 1; seed <= STREAMS; seed++) {
      runStream(seed);
    }
    // A stream that never reaches an outcome proves nothing about it.
    for (GuardOutcome outcome : GuardOutcome.values()) {
      assertTrue(outcomesSeen.getOrDefault(outcome, 0) > 100, outcome + " hardly ever seen");
    }
    for (GuardState state : GuardState.values()) {
      assertTrue(statesSeen.getOrDefault(state, 0) > 100, state + " hardly ever seen");
    }
  }

  private void runStream(long seed) {
    Random random = new Random(seed);
    GuardLimits limits =
        new GuardLimits(
            20_000_000, 50_000_000, 5, random.nextBoolean(), random.nextBoolean() ? 0 : 7);
    // The oracle counts from zero; the guard's clock may start anywhere and wrap on the way.
    long origin = random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE - random.nextInt();
    ActuatorGuard guard = new ActuatorGuard(LOWER, UPPER, limits);
    GuardOracle oracle = new GuardOracle(LOWER, UPPER, limits);
    CommandStream stream = new CommandStream(random, limits);
    long nowNs = 1L << 40;
    for (int step = 0; step < STEPS; step++) {
      String where = "seed " + seed + " step " + step;
      nowNs += random.nextInt(12) == 0 ? 15_000_000 + random.nextInt(10_000_000) : 1_000_000;
      for (int i = random.nextInt(3); i > 0; i--) {
        GuardVectors.Offer command = stream.next(nowNs);
        GuardOutcome expected = oracle.offer(command);
        assertEquals(expected, moved(command, origin).to(guard), where + " " + command);
        outcomesSeen.merge(expected, 1, Integer::sum);
        if (random.nextInt(4) == 0) {
          nowNs += random.nextInt(500_000);
        }
      }
      checkMotors(guard, oracle, limits, nowNs, origin, random, where);
    }
  }

  private void checkMotors(
      ActuatorGuard guard,
      GuardOracle oracle,
      GuardLimits limits,
      long nowNs,
      long origin,
      Random random,
      String where) {
    double[] fallback = {random.nextInt(8) == 0 ? Double.NaN : 0.25, random.nextInt(5) - 2};
    double[] motors = {Double.NaN, Double.NaN};
    GuardState state = guard.apply(nowNs + origin, fallback, motors);
    assertEquals(oracle.state(nowNs), state, where);
    statesSeen.merge(state, 1, Integer::sum);
    for (int i = 0; i < motors.length; i++) {
      assertTrue(motors[i] >= LOWER[i] && motors[i] <= UPPER[i], where + " motor " + motors[i]);
    }
    if (state == GuardState.DRIVING) {
      GuardVectors.Offer command = oracle.last().orElseThrow();
      assertArrayEquals(GuardVectors.numbers(command.values()), motors, where);
      assertTrue(nowNs - command.stampNs() <= command.validForNs(), where + " older than validity");
      assertTrue(nowNs - command.nowNs() < limits.deadmanNs(), where + " beyond the dead-man");
    } else {
      double first = Double.isNaN(fallback[0]) ? 0 : fallback[0];
      double[] expected = {first, Math.max(-1, Math.min(1, fallback[1]))};
      assertArrayEquals(expected, motors, where);
    }
  }

  private static GuardVectors.Offer moved(GuardVectors.Offer o, long origin) {
    return new GuardVectors.Offer(
        o.nowNs() + origin,
        o.authentic(),
        o.retained(),
        o.stop(),
        o.epoch(),
        o.sequence(),
        o.stampNs() + origin,
        o.validForNs(),
        o.values());
  }
}
