package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.mqtt.MqttLink;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RobotNodeTest {

  @Test
  void publishesOneStampedFramePerPeriod() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(5);
    assertEquals(5, bench.frames.size());
    for (int i = 0; i < 5; i++) {
      SensorFrame frame = bench.frames.get(i);
      assertEquals("r", frame.robot());
      assertEquals("state", frame.sensor());
      assertEquals(i + 1, frame.sequence());
      assertEquals(Bench.START_NS + i * 10_000_000L, frame.stampNs());
      assertEquals(Bench.WALL_CLOCK_MS, frame.epoch());
      assertEquals(4, frame.valueCount());
    }
  }

  @Test
  void followsAFreshCommandAndFallsBackWhenTheyStop() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(1);
    bench.command(1, 1, Verdict.PASSED, 0.5, 0.25);
    bench.run(1);
    assertEquals(GuardState.DRIVING, bench.node.state());
    assertArrayEquals(new double[] {0.5, 0.25}, bench.motors());
    bench.run(2);
    assertEquals(GuardState.DRIVING, bench.node.state());
    bench.run(1);
    assertEquals(GuardState.SILENT, bench.node.state());
    assertEquals("DEADMAN", bench.events.get(0).code());
    assertEquals(EventFrame.Severity.STOP, bench.events.get(0).severity());
    bench.run(50);
    assertEquals(1, bench.events.size(), "one event per trip");
    bench.command(1, 2, Verdict.PASSED, 0.5, 0.25);
    bench.run(1);
    assertEquals("REARMED", bench.events.get(1).code());
    assertEquals(2, bench.node.commands().applied());
  }

  @Test
  void obeysAStopAtOnce() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(1);
    bench.command(1, 1, Verdict.PASSED, 1, 0.5);
    bench.run(1);
    bench.command(1, 2, Verdict.STOPPED, 1, 0.5);
    bench.run(1);
    assertEquals(GuardState.STOPPED, bench.node.state());
    double[] fallback = new double[2];
    bench.sim.fallback(fallback);
    assertEquals(0, bench.motors()[1]);
    assertTrue(bench.motors()[0] <= 0, "brakes");
    assertEquals("STOPPED", bench.events.get(0).code());
  }

  @Test
  void keepsItsStatusTrue() {
    Bench bench = new Bench("mobile-robot", "rate=100", "last_epoch=6");
    bench.run(1);
    StatusFrame first = bench.keptStatus();
    assertTrue(first.online());
    assertEquals(6, first.commandEpoch());
    assertEquals("mobile-robot", first.model());
    assertEquals("binary", first.codec());
    bench.command(7, 1, Verdict.PASSED, 0, 0);
    bench.run(1);
    assertEquals(7, bench.keptStatus().commandEpoch());
    assertEquals(2, bench.statuses.size(), "said once per change");
    bench.robotLink.lose();
    assertFalse(bench.keptStatus().online(), "last will");
    bench.run(10);
    bench.robotLink.restore();
    bench.run(10);
    assertTrue(bench.keptStatus().online(), "said again after the connection came back");
    assertEquals(7, bench.keptStatus().commandEpoch());
    bench.node.close();
    assertFalse(bench.keptStatus().online());
  }

  @Test
  void repeatsItsStatusOnceASecond() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(299);
    // The link is looked at every five periods, so a repetition may come that much late.
    assertEquals(3, bench.statuses.size());
    bench.run(20);
    assertEquals(4, bench.statuses.size());
  }

  @Test
  void saysItsStatusAsSoonAsTheLinkTakesIt() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.robotLink.congest(true);
    bench.run(20);
    assertEquals(0, bench.statuses.size());
    bench.robotLink.congest(false);
    bench.run(6);
    assertEquals(1, bench.statuses.size());
  }

  /** The counts add up, and what was refused is said at most once a second. */
  @Test
  void accountsForEveryCommand() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(1);
    for (int i = 1; i <= 300; i++) {
      bench.command(1, i, Verdict.PASSED, 0.1, 0);
      bench.command(1, i, Verdict.PASSED, 0.2, 0);
      bench.command(1, 1000 + i, Verdict.PASSED, 99, 0);
      bench.raw(new byte[] {1, 2, 3});
      if (i % 3 == 0) {
        bench.run(1);
      }
    }
    CommandCounts counts = bench.node.commands();
    assertEquals(1200, counts.received());
    assertEquals(300, bench.node.refused(GuardOutcome.DUPLICATE));
    assertEquals(300, bench.node.refused(GuardOutcome.OUT_OF_BOUNDS));
    assertEquals(300, bench.node.refused(GuardOutcome.NOT_AUTHENTIC));
    assertEquals(300, bench.node.decoded().of(FrameOutcome.NOT_A_FRAME));
    assertEquals(900, counts.refused());
    assertEquals(100, counts.applied());
    assertEquals(200, counts.superseded());
    assertEquals(
        counts.received(),
        counts.refused()
            + counts.applied()
            + counts.superseded()
            + counts.lapsed()
            + counts.waiting());
    List<EventFrame> refusals =
        bench.events.stream().filter(event -> event.code().equals("REFUSED")).toList();
    assertEquals(1, refusals.size());
    bench.run(100);
    refusals = bench.events.stream().filter(event -> event.code().equals("REFUSED")).toList();
    assertEquals(2, refusals.size());
    assertTrue(refusals.get(1).text().contains("DUPLICATE=29"), refusals.get(1).text());
  }

  /** A hundred replayed commands between any two good ones change nothing. */
  @Test
  void drivesOnThroughAFloodOfReplays() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(1);
    byte[] old = bench.command(1, 1, Verdict.PASSED, -1, 0.5);
    for (int i = 2; i <= 50; i++) {
      bench.command(1, i, Verdict.PASSED, 0.25, 0);
      for (int k = 0; k < 100; k++) {
        bench.raw(old);
      }
      bench.run(1);
      assertEquals(GuardState.DRIVING, bench.node.state());
      assertArrayEquals(new double[] {0.25, 0}, bench.motors());
    }
    assertEquals(4900, bench.node.commands().refused());
  }

  @Test
  void refusesCommandsForAnotherRobotAndRetainedOnes() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(1);
    bench.commandTo("q", 1, 1);
    assertEquals(1, bench.node.decoded().of(FrameOutcome.WRONG_ROBOT));
    assertEquals(1, bench.node.refused(GuardOutcome.NOT_AUTHENTIC));
    bench.retainedCommand(1, 1);
    assertEquals(1, bench.node.refused(GuardOutcome.RETAINED));
    bench.run(1);
    assertEquals(GuardState.WAITING, bench.node.state());
  }

  @Test
  void countsACommandThatLapsesBeforeItIsApplied() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(1);
    bench.validForNs = 15_000_000;
    bench.command(1, 1, Verdict.PASSED, 0.5, 0);
    bench.clock.advanceNs(6_000_000);
    bench.run(1);
    assertEquals(GuardState.EXPIRED, bench.node.state());
    assertEquals(1, bench.node.commands().lapsed());
    assertEquals(0, bench.node.commands().applied());
  }

  @Test
  void tellsOfCollisions() {
    World wall = new World("wall", new Obstacle.Box(-5, -5, -3.9, 5), List.of());
    Bench bench = new Bench("mobile-robot", Optional.of(wall), "rate=100");
    bench.run(1);
    for (int i = 1; i <= 100; i++) {
      bench.command(1, i, Verdict.PASSED, 1, 0);
      bench.run(1);
    }
    assertEquals(List.of("COLLISION"), bench.events.stream().map(EventFrame::code).toList());
  }

  @Test
  void tellsEachKindOfEventAtMostTenTimesASecond() {
    Bench bench = new Bench("mobile-robot", "rate=100", "deadman=15ms");
    bench.run(1);
    for (int i = 1; i <= 50; i++) {
      bench.command(1, i, Verdict.PASSED, 0, 0);
      bench.run(4);
    }
    List<EventFrame> trips =
        bench.events.stream().filter(event -> event.code().equals("DEADMAN")).toList();
    assertEquals(50, bench.node.commands().deadmanTrips());
    assertTrue(trips.size() >= 15 && trips.size() <= 20, trips.size() + " in two seconds");
    for (int i = 1; i < trips.size(); i++) {
      assertTrue(trips.get(i).stampNs() - trips.get(i - 1).stampNs() >= 100_000_000);
      assertTrue(trips.get(i).text().contains("times more before"), trips.get(i).text());
    }
    for (int i = 0; i < bench.events.size(); i++) {
      assertEquals(i + 1, bench.events.get(i).sequence());
      assertEquals(Bench.WALL_CLOCK_MS, bench.events.get(i).epoch());
    }
  }

  /** The clock must be read inside the lock, or a command could come from the guard's future. */
  @Test
  void readsTheClockOnlyWhileHoldingTheGuard() {
    CommandInlet[] inlet = new CommandInlet[1];
    int[] reads = {0};
    ActuatorGuard guard =
        new ActuatorGuard(new double[] {-1}, new double[] {1}, GuardLimits.forPeriod(10_000_000));
    inlet[0] =
        new CommandInlet(
            "r",
            Bench.codec(),
            guard,
            1,
            () -> {
              assertTrue(Thread.holdsLock(inlet[0]));
              reads[0]++;
              return 0;
            });
    inlet[0].apply(new double[1], new double[1]);
    MqttLink link = new MemoryBroker(() -> 0).link();
    link.subscribe("#", inlet[0]);
    link.publish("t", new byte[1], 1, false);
    assertEquals(2, reads[0]);
  }
}
