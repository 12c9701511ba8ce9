package io.github.hjelm.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final long SECOND_NS = 1_000_000_000;

  private static Schedule of(Arrivals arrivals, double rateHz, int robots, long seed) {
    return arrivals.schedule(rateHz, robots, SECOND_NS, new Random(seed));
  }

  @Test
  void periodicRobotsAreSpreadOverThePeriod() {
    Schedule schedule = of(Arrivals.PERIODIC, 100, 4, 0);
    assertEquals(400, schedule.size());
    for (int i = 0; i < schedule.size(); i++) {
      assertEquals(i * 2_500_000L, schedule.offsetNs(i));
      assertEquals(i % 4, schedule.robot(i));
    }
  }

  @Test
  void burstsComeAtOneInstant() {
    Schedule schedule = of(Arrivals.BURST, 100, 16, 0);
    assertEquals(1_600, schedule.size());
    for (int i = 0; i < schedule.size(); i++) {
      assertEquals(i / 16 * 10_000_000L, schedule.offsetNs(i));
    }
  }

  @Test
  void ratesThatDoNotDivideTheSecondDoNotDrift() {
    Schedule schedule = of(Arrivals.PERIODIC, 3_000, 1, 0);
    assertEquals(3_000, schedule.size());
    assertEquals(999_666_667L, schedule.offsetNs(2_999));
  }

  @Test
  void poissonGapsAreExponentialAndRepeatable() {
    Schedule schedule = of(Arrivals.POISSON, 1_000, 16, 5);
    // 16,000 expected; the standard deviation of the count is 126.
    assertEquals(16_000, schedule.size(), 600);
    double meanNs = SECOND_NS / (double) schedule.size();
    long longer =
        IntStream.range(1, schedule.size())
            .filter(i -> schedule.offsetNs(i) - schedule.offsetNs(i - 1) > 2 * meanNs)
            .count();
    assertEquals(Math.exp(-2), (double) longer / schedule.size(), 0.01);
    assertTrue(IntStream.range(0, 16).allMatch(robot -> share(schedule, robot) > 0.05));
    Schedule again = of(Arrivals.POISSON, 1_000, 16, 5);
    Schedule other = of(Arrivals.POISSON, 1_000, 16, 6);
    assertEquals(schedule.offsetNs(99), again.offsetNs(99));
    assertNotEquals(schedule.offsetNs(99), other.offsetNs(99));
  }

  private static double share(Schedule schedule, int robot) {
    return (double)
            IntStream.range(0, schedule.size()).filter(i -> schedule.robot(i) == robot).count()
        / schedule.size();
  }
}
