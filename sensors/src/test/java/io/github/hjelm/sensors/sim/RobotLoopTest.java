package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.time.HandSetClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RobotLoopTest {

  private static final long PERIOD_NS = 1_000_000;

  private final HandSetClock clock = new HandSetClock(100);
  private final List<Long> begun = new ArrayList<>();
  private final List<Long> durationsNs = new ArrayList<>();
  private long lateNs;
  private int periods = 5;

  private final RobotLoop loop =
      new RobotLoop("test", this::work, PERIOD_NS, clock, ns -> clock.advanceNs(ns + lateNs));

  @Test
  void beginsEachPeriodOnTheGrid() {
    loop.run();
    assertEquals(List.of(100L, 1_000_100L, 2_000_100L, 3_000_100L, 4_000_100L), begun);
    assertEquals(5, loop.statistics().periods());
    assertEquals(0, loop.statistics().missed());
    assertEquals(0, loop.statistics().maxLatenessNs());
  }

  @Test
  void doesNotDriftWhenItWakesLate() {
    lateNs = 70_000;
    loop.run();
    assertEquals(List.of(100L, 1_070_100L, 2_070_100L, 3_070_100L, 4_070_100L), begun);
    assertEquals(70_000, loop.statistics().maxLatenessNs());
    assertEquals(70_000, loop.statistics().latenessNs(0.5));
    assertEquals(0, loop.statistics().latenessNs(0.2));
  }

  @Test
  void catchesUpAfterASlowPeriodAndLeavesOutWhatHasPassed() {
    durationsNs.addAll(List.of(0L, 1_500_000L, 0L, 3_200_000L, 0L));
    loop.run();
    // Period 2 begins half a period late; periods 4 and 5 have passed when 3 ends.
    assertEquals(List.of(100L, 1_000_100L, 2_500_100L, 3_000_100L, 6_200_100L), begun);
    assertEquals(2, loop.statistics().missed());
  }

  @Test
  void asksAgainWhenItWakesEarly() {
    RobotLoop restless =
        new RobotLoop(
            "test", this::work, PERIOD_NS, clock, ns -> clock.advanceNs(Math.min(ns, 300_000)));
    periods = 2;
    begun.clear();
    restlessStop(restless);
    assertEquals(List.of(100L, 1_000_100L), begun);
  }

  @Test
  void endsWithTheReasonWhenTheWorkFails() {
    RobotLoop failing =
        new RobotLoop(
            "test",
            () -> {
              throw new IllegalStateException("broken");
            },
            PERIOD_NS,
            clock,
            clock::advanceNs);
    failing.run();
    assertEquals("broken", failing.failure().orElseThrow().getMessage());
    assertEquals(1, failing.statistics().periods());
  }

  @Test
  void runsAndStopsOnAThreadOfItsOwn() throws InterruptedException {
    CountDownLatch worked = new CountDownLatch(3);
    Thread[] thread = new Thread[1];
    try (RobotLoop real =
        new RobotLoop(
            "robot-loop",
            () -> {
              thread[0] = Thread.currentThread();
              worked.countDown();
            },
            PERIOD_NS,
            System::nanoTime)) {
      real.start();
      assertTrue(worked.await(10, TimeUnit.SECONDS));
    }
    assertEquals(Thread.State.TERMINATED, thread[0].getState());
    assertEquals("robot-loop", thread[0].getName());
  }

  @Test
  void refusesAPeriodOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> new RobotLoop("test", () -> {}, 0, clock));
  }

  @Test
  void statisticsAreExactToAnEighth() {
    PeriodStatistics statistics = new PeriodStatistics();
    for (long ns = 1; ns <= 100_000; ns++) {
      statistics.began(ns);
    }
    for (double share : new double[] {0.001, 0.01, 0.5, 0.9, 0.99, 0.999}) {
      double exact = share * 100_000;
      double read = statistics.latenessNs(share);
      assertTrue(read >= exact && read <= exact * 9 / 8 + 1, share + ": " + read);
    }
    assertEquals(100_000, statistics.latenessNs(1));
    statistics.began(Long.MAX_VALUE);
    assertEquals(Long.MAX_VALUE, statistics.latenessNs(1));
    statistics.began(-5);
    assertEquals(0, statistics.latenessNs(1e-6));
  }

  private void restlessStop(RobotLoop restless) {
    other = restless;
    restless.run();
  }

  private RobotLoop other = loop;

  private void work() {
    begun.add(clock.nanoTime());
    int index = begun.size() - 1;
    if (index < durationsNs.size()) {
      clock.advanceNs(durationsNs.get(index));
    }
    if (begun.size() == periods) {
      loop.close();
      other.close();
    }
  }
}
