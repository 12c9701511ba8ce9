package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void noRungOfTheLadderAllocates() throws Exception {
    Robot robot = RobotCatalog.create("double-integrator", Map.of());
    ValueField value = new DoubleIntegratorValue(1, 1, 0.2);
    SampledDataFilter filter =
        new SampledDataFilter(
            robot,
            Certificate.of(value),
            (x, u) -> -u[0],
            FilterSettings.of(0.1, 0.05, SafetyMargins.NONE));
    SplittableRandom random = new SplittableRandom(1);
    double[][] states = new double[512][];
    for (int i = 0; i < states.length; i++) {
      states[i] = new double[] {random.nextDouble(-1.2, 1.2), random.nextDouble(-1.5, 1.5)};
    }
    states[0][0] = Double.NaN;
    double[] candidates = {1.3, -0.2, Double.NaN, 0.8};
    double[] previous = {0};
    double[] u = {0};
    Runnable cycle =
        () -> {
          for (int i = 0; i < states.length; i++) {
            filter.filter(states[i], (i % 7) * 0.01, previous, candidates, i & 3, u);
          }
        };
    assertEquals(0, smallestAllocation(cycle));
    int rungs = 0;
    for (Rung rung : Rung.values()) {
      rungs += filter.counts().of(rung) > 0 ? 1 : 0;
    }
    assertTrue(rungs >= 7, "too few rungs were measured: " + rungs);
  }

  @Test
  void aFilterOnATableAllocatesNothing() throws Exception {
    Robot robot = RobotCatalog.create("dubins", Map.of());
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("x", "m", -1, 1, 9, false),
                new GridAxis("y", "m", -1, 1, 9, false),
                new GridAxis("heading", "rad", -Math.PI, Math.PI, 8, true)));
    double[] values = new double[grid.size()];
    double[] x = new double[3];
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      values[node] = Math.hypot(x[0], x[1]) - 0.3;
    }
    TableActions actions = new TableActions(grid, robot.controls(), new float[grid.size()]);
    SampledDataFilter filter =
        new SampledDataFilter(
            robot,
            new Certificate(
                new TableValue(ValueTable.of(grid, values)),
                state -> Math.hypot(state[0], state[1]) - 0.3,
                actions),
            CandidateRanking.asProposed(),
            FilterSettings.of(0.1, 0.05, SafetyMargins.NONE));
    SplittableRandom random = new SplittableRandom(1);
    double[][] states = new double[256][];
    for (int i = 0; i < states.length; i++) {
      states[i] =
          new double[] {
            random.nextDouble(-1.1, 1.1), random.nextDouble(-1, 1), random.nextDouble(-9, 9)
          };
    }
    double[] previous = {0};
    double[] wish = {0};
    double[] u = {0};
    Runnable cycle =
        () -> {
          for (double[] state : states) {
            filter.filter(state, 0.01, previous, wish, 1, u);
          }
        };
    assertEquals(0, smallestAllocation(cycle));
    assertTrue(filter.counts().of(Rung.OUTSIDE_TABLE) > 0 && filter.interventions() > 100);
  }

  @Test
  void noStateOfAffairsOfTheStageAllocates() throws Exception {
    MassBetweenWalls mass = new MassBetweenWalls();
    mass.ladder = mass.ladder.withMaxUnvouched(1000);
    SafetyStage certified = mass.stage();
    MassBetweenWalls bare = new MassBetweenWalls();
    bare.isUncertified = true;
    SafetyStage uncertified = bare.stage();
    SplittableRandom random = new SplittableRandom(1);
    double[][] states = new double[256][];
    for (int i = 0; i < states.length; i++) {
      states[i] = new double[] {random.nextDouble(-1.2, 1.2), random.nextDouble(-1.5, 1.5)};
    }
    states[7][0] = Double.NaN;
    double[] candidates = {1.3, -0.2, Double.NaN, 0.8};
    double[] sent = {0};
    long[] nowNs = {1};
    Runnable cycle =
        () -> {
          for (int i = 0; i < states.length; i++) {
            for (int which = 0; which < 2; which++) {
              SafetyStage stage = which == 0 ? certified : uncertified;
              double ageS = (i % 7) * 0.01;
              nowNs[0] += 10_000_000;
              stage.decide(nowNs[0], states[i], ageS, candidates, i & 3).copyTo(sent);
              nowNs[0] += 10_000_000;
              stage.hold(nowNs[0], Verdict.HELD_NO_CHUNK).copyTo(sent);
              stage.hold(nowNs[0], states[i], 0, Verdict.HELD_NO_CHUNK).copyTo(sent);
              if (i % 50 == 0) {
                stage.stop(nowNs[0]).copyTo(sent);
              }
              stage.clear();
            }
          }
        };
    assertEquals(0, smallestAllocation(cycle));
    int verdicts = 0;
    for (Verdict verdict : Verdict.values()) {
      verdicts += certified.counts().of(verdict) > 0 ? 1 : 0;
    }
    assertTrue(verdicts >= 6, "too few states of affairs were measured: " + certified.counts());
  }

  @Test
  void aCertificateOverPartOfARobotAllocatesNothing() throws Exception {
    Robot mass = RobotCatalog.create("double-integrator", Map.of());
    List<Quantity> states = new ArrayList<>(mass.states());
    states.add(Quantity.symmetric("arm", "rad", 2));
    List<Quantity> controls = new ArrayList<>(mass.controls());
    controls.add(Quantity.symmetric("arm_rate", "rad/s", 1));
    Robot flown =
        new LinearRobot(
            "mass with an arm",
            states,
            controls,
            List.of(),
            new double[] {0, 1, 0, 0, 0, 0, 0, 0, 0},
            new double[] {0, 0, 1, 0, 0, 1},
            new double[0],
            new double[3]);
    CertifiedView view = CertifiedView.of(flown, mass, 1);
    SafetyStage stage =
        SafetyStage.certified(
            flown,
            view.watching(OtherStates.of(flown, view, List.of())),
            Certificate.of(new DoubleIntegratorValue(1, 1, 0.2)),
            (x, u) -> u[1] * x[2],
            FilterSettings.of(0.1, 0.05, SafetyMargins.NONE),
            LadderSettings.of(0.1).withMaxUnvouched(1000).with(MismatchRule.WARN));
    SplittableRandom random = new SplittableRandom(1);
    double[][] all = new double[128][];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          new double[] {
            random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-2.5, 2.5)
          };
    }
    double[] candidates = {1, -0.3, -1, Double.NaN, 0.5, 2};
    double[] sent = new double[2];
    long[] nowNs = {1};
    Runnable cycle =
        () -> {
          for (int i = 0; i < all.length; i++) {
            nowNs[0] += 50_000_000;
            stage.decide(nowNs[0], all[i], 0, candidates, i & 3).copyTo(sent);
            nowNs[0] += 50_000_000;
            stage.hold(nowNs[0], Verdict.HELD_NO_CHUNK).copyTo(sent);
          }
        };
    assertEquals(0, smallestAllocation(cycle));
    assertTrue(stage.counts().of(Verdict.HELD_OUTSIDE_TABLE) > 0, stage.counts().toString());
    assertTrue(stage.counts().of(Verdict.PASSED) > 0, stage.counts().toString());
    assertEquals(0, stage.faults());
  }

  @Test
  void theMonitorOfARobotWithManyStatesAllocatesNothing() throws Exception {
    Robot robot = RobotCatalog.create("planar-quadrotor", Map.of());
    MismatchMonitor monitor =
        new MismatchMonitor(
            robot, CertifiedView.whole(robot), null, MonitorSettings.of(MassBetweenWalls.HOLD_S));
    SentCommands sent = new SentCommands(robot.controls().size());
    double[] x = new double[robot.states().size()];
    double[] u = new double[robot.controls().size()];
    robot.initialState(x);
    robot.fallback(x, u);
    long[] nowNs = {1};
    Runnable cycle =
        () -> {
          for (int i = 0; i < 10; i++) {
            monitor.observe(nowNs[0], x, sent);
            sent.add(nowNs[0], u);
            nowNs[0] += 20_000_000;
          }
        };
    assertEquals(0, smallestAllocation(cycle));
  }

  /** The least of several batches: the compiler may allocate for itself while it warms up. */
  private static long smallestAllocation(Runnable cycle) {
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < 20 && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 50; i++) {
        cycle.run();
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return smallest;
  }
}
