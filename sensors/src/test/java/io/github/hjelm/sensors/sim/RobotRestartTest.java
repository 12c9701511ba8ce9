package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A robot that is switched off and, somewhere else, on again. */
class RobotRestartTest {

  private static final double[] ELSEWHERE = {1, -1, 0.5, 0.25};

  @Test
  void beginsANewEpochSomewhereElse() {
    Bench bench = new Bench("mobile-robot", "rate=100", "delay=15ms");
    bench.run(5);
    bench.node.restart(ELSEWHERE);
    bench.node.restart(ELSEWHERE);
    bench.run(4);
    List<SensorFrame> frames = bench.frames;
    SensorFrame last = frames.get(2);
    assertEquals(Bench.WALL_CLOCK_MS, last.epoch());
    assertEquals(3, last.sequence());
    SensorFrame first = frames.get(3);
    assertEquals(Bench.WALL_CLOCK_MS + 2, first.epoch(), "twice in one millisecond");
    assertEquals(1, first.sequence(), "nothing of the life before is still on its way");
    double[] values = new double[4];
    first.copyValues(values);
    assertArrayEquals(ELSEWHERE, values);
    assertEquals(Bench.WALL_CLOCK_MS + 2, bench.keptStatus().epoch());
  }

  @Test
  void saysItsNewEpochBeforeItsFirstFrame() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(5);
    int before = bench.statuses.size();
    bench.node.restart(ELSEWHERE);
    assertEquals(before + 1, bench.statuses.size());
    StatusFrame status = bench.keptStatus();
    assertTrue(status.online());
    assertEquals(Bench.WALL_CLOCK_MS + 1, status.epoch());
  }

  @Test
  void refusesWhoCommandedItInTheLifeBefore() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    bench.run(1);
    bench.command(5, 1, Verdict.PASSED, 0.5, 0.25);
    bench.run(1);
    bench.command(5, 2, Verdict.PASSED, 0.5, 0.25);
    bench.node.restart(ELSEWHERE);
    assertEquals(GuardState.WAITING, bench.node.state());
    bench.run(1);
    assertEquals(GuardState.WAITING, bench.node.state());
    bench.command(5, 3, Verdict.PASSED, 0.5, 0.25);
    bench.command(4, 1, Verdict.PASSED, 0.5, 0.25);
    bench.run(1);
    assertEquals(2, bench.node.refused(GuardOutcome.OLD_EPOCH));
    assertEquals(GuardState.WAITING, bench.node.state());
    assertEquals(5, bench.keptStatus().commandEpoch());
    bench.command(6, 1, Verdict.PASSED, 0.5, 0.25);
    bench.run(1);
    assertEquals(GuardState.DRIVING, bench.node.state());
    CommandCounts counts = bench.node.commands();
    assertEquals(5, counts.received());
    assertEquals(2, counts.refused());
    assertEquals(1, counts.lapsed(), "what was waiting is not applied in another life");
    assertEquals(2, counts.applied());
  }

  /** Nothing is lost between: the status comes first, and the next frame is answered. */
  @Test
  void itsControllerGoesOnInANewEpoch() {
    Bench bench = new Bench("mobile-robot", "rate=100");
    CommandEpoch epoch = new CommandEpoch("r", () -> 7);
    OperatorDrive drive =
        new OperatorDrive(
            epoch,
            2,
            (timeS, u) -> true,
            Bench.codec(),
            bench.broker.link(),
            bench.clock,
            OperatorDrive.DEFAULT_VALID_FOR_NS);
    drive.start();
    bench.run(5);
    long before = epoch.epoch();
    for (int i = 1; i <= 3; i++) {
      bench.node.restart(ELSEWHERE);
      bench.run(5);
      assertEquals(GuardState.DRIVING, bench.node.state());
      assertFalse(drive.isFenced());
      assertEquals(before + i * (1L << CommandEpoch.DRAWN_BITS), epoch.epoch());
    }
    assertEquals(0, bench.node.commands().refused());
    assertEquals(19, bench.node.commands().applied(), "all periods but the first");
  }

  @Test
  void tellsOfWhatHappensInItsNewLife() {
    World wall = new World("wall", new Obstacle.Box(-5, -5, 3, 5), List.of());
    Bench bench = new Bench("mobile-robot", Optional.of(wall), "rate=100");
    bench.run(1);
    double[] nowhere = {0, 0, 0, Double.NaN};
    bench.sim.place(nowhere);
    bench.run(20);
    bench.node.restart(ELSEWHERE);
    bench.run(20);
    assertFalse(bench.sim.diverged());
    bench.sim.place(nowhere);
    bench.run(20);
    List<EventFrame> diverged =
        bench.events.stream().filter(event -> event.code().equals("DIVERGED")).toList();
    assertEquals(2, diverged.size());
    assertEquals(Bench.WALL_CLOCK_MS + 1, diverged.get(1).epoch());
    assertEquals(2, diverged.get(1).sequence(), "after LEFT_BOUNDS, counted anew");
  }
}
