package io.github.hjelm.export.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.RandomStreams;
import io.github.hjelm.export.task.Demonstrator;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.sim.ControlSource;
import io.github.hjelm.sensors.sim.GuardState;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.SimSettings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TaskRobotTest {

  private static final Map<String, String> HZ_50 = Map.of("rate", "50");

  private static final ControlSource NOTHING =
      (timeS, u) -> {
        Arrays.fill(u, 0);
        return true;
      };

  @Test
  void reachesItsGoalAndStartsAgain() throws Exception {
    TaskFlight flight = new TaskFlight("amr-obstacles", HZ_50);
    flight.drive(pilot(flight));
    flight.run(50 * 120);
    TaskScore score = flight.robot.score();
    assertEquals(6000, score.periods());
    assertTrue(score.goalsReached() >= 8, score.toString());
    assertEquals(0, score.failures());
    assertEquals(0, score.violations());
    assertTrue(score.leastClearance() > 0 && score.leastClearance() < 0.5, score.toString());
    assertEquals(0, flight.robot.node().commands().refused());
    // A new life per attempt, and one that is going on.
    assertEquals(1000 + score.attempts(), newestStatus(flight).epoch());
  }

  @Test
  void startsWhereAttemptsDo() throws Exception {
    TaskFlight flight = new TaskFlight("amr-obstacles", Map.of("rate", "50", "seed", "5"));
    double[] expected = new double[4];
    flight.task.start(RandomStreams.of(5, 0), expected);
    assertArrayEquals(expected, flight.state());
    flight.drive(pilot(flight));
    while (flight.robot.score().attempts() == 0) {
      flight.run(1);
    }
    flight.task.start(RandomStreams.of(5, 2), expected);
    assertArrayEquals(expected, flight.state());
  }

  @Test
  void isHeldWhereItStartsUntilSomebodyDrives() throws Exception {
    TaskFlight flight = new TaskFlight("pendulum-swing-up", Map.of("rate", "100"));
    double[] start = flight.state();
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      flight.run(1);
      seen.add(flight.state()[0]);
    }
    assertEquals(1, seen.size(), "one period away from the start, always the same");
    assertEquals(start[0], flight.state()[0], 0.05);
    assertEquals(0, flight.robot.score().attempts());
    flight.drive(NOTHING);
    flight.run(50);
    assertEquals(GuardState.DRIVING, flight.robot.node().state());
    assertTrue(Math.abs(start[0] - flight.state()[0]) > 0.1);
  }

  @Test
  void givesUpAfterSoManyPeriodsOfTheTask() throws Exception {
    TaskFlight flight = new TaskFlight("amr-obstacles", HZ_50);
    flight.drive(NOTHING);
    // The first frame comes before the status, so the first period has no command.
    int periods = flight.task.maxPeriods() * 5;
    flight.run(periods);
    assertEquals(0, flight.robot.score().attempts());
    flight.run(1);
    assertEquals(1, flight.robot.score().failures());
    flight.run(periods);
    assertEquals(2, flight.robot.score().failures(), "in the next life no period is lost");
    assertEquals(0, flight.robot.score().violations());
  }

  @Test
  void countsPeriodsOutsideAndGivesTheAttemptUp() throws Exception {
    TaskFlight flight = new TaskFlight("amr-obstacles", HZ_50);
    flight.drive(NOTHING);
    flight.run(2);
    flight.robot.node().visitor().shove(new double[] {-50, 0, 0, 0});
    flight.run(10);
    TaskScore score = flight.robot.score();
    assertEquals(1, score.failures());
    // It had been driven for one of five periods when it was shoved.
    assertEquals(4, score.violations());
    assertTrue(score.leastClearance() < -1, score.toString());
    assertTrue(flight.task.clearance(flight.state()) > 0, "it has started again");
  }

  /** Slowly backwards, away from an obstacle: whoever only knew the speed limit would pull. */
  @Test
  void isPushedToWhereTheTaskLikesItLeast() throws Exception {
    Task task = TaskCatalog.standard().task("amr-obstacles", Map.of());
    TaskFlight flight =
        new TaskFlight(task, RobotCatalog.create("mobile-robot", Map.of("max_slope", 0.3)), HZ_50);
    flight.drive(NOTHING);
    flight.run(2);
    double[] x = {0.6, 0, 0, -0.1};
    while (task.clearance(x) > 0.25) {
      x[0] += 0.01;
    }
    flight.sim.place(x);
    flight.robot.node().visitor().push(0.2);
    double[] d = new double[2];
    for (int i = 0; i < 10; i++) {
      flight.run(1);
      flight.sim.copyDisturbance(d);
      assertEquals(0.3, d[0]);
    }
    flight.run(1);
    flight.sim.copyDisturbance(d);
    assertEquals(0, d[0]);
  }

  @Test
  void aStateThatIsNoNumberIsAViolation() throws Exception {
    TaskFlight flight = new TaskFlight("amr-obstacles", HZ_50);
    flight.drive(NOTHING);
    flight.run(2);
    flight.sim.place(new double[] {Double.NaN, 0, 0, 0});
    flight.run(1);
    assertEquals(1, flight.robot.score().violations());
    assertTrue(Double.isNaN(flight.robot.score().leastClearance()));
  }

  @Test
  void takesWholePeriodsOnly() throws Exception {
    Task task = TaskCatalog.standard().task("cartpole-swing-up", Map.of());
    SimRefusal refusal =
        assertThrows(
            SimRefusal.class,
            () -> TaskRobot.simulated(task, task.robot(), SimSettings.of("r", HZ_50)));
    assertTrue(refusal.sentence().contains("multiple of 20.0 Hz"), refusal.sentence());
    assertEquals(60, TaskRobot.rateHz(task, 50), 1e-9);
    assertEquals(60, TaskRobot.rateHz(task, 60), 1e-9);
    assertEquals(20, TaskRobot.rateHz(task, 1), 1e-9);
    for (String name : TaskCatalog.standard().names()) {
      Task any = TaskCatalog.standard().task(name.equals("lqr-N") ? "lqr-2" : name, Map.of());
      SimSettings settings = SimSettings.of("r", Map.of("rate", "" + TaskRobot.rateHz(any, 50)));
      TaskRobot.simulated(any, any.robot(), settings);
    }
  }

  /** Who shows how it is done, seeing the true state, anew in each attempt. */
  private static ControlSource pilot(TaskFlight flight) throws Exception {
    Demonstrator demonstrator = flight.task.demonstrator();
    SplittableRandom random = new SplittableRandom(1);
    Demonstrator.Pilot[] pilot = new Demonstrator.Pilot[1];
    long[] attempt = {-1};
    return (timeS, u) -> {
      if (flight.robot.score().attempts() != attempt[0]) {
        attempt[0] = flight.robot.score().attempts();
        pilot[0] = demonstrator.begin(flight.state(), random);
      }
      pilot[0].control(flight.state(), u);
      return true;
    };
  }

  private static StatusFrame newestStatus(TaskFlight flight) {
    byte[] bytes = flight.broker.kept("hjelm/r/status");
    StatusFrame[] newest = new StatusFrame[1];
    new BinaryCodec().decodeStatus(bytes, bytes.length, status -> newest[0] = status);
    return newest[0];
  }
}
