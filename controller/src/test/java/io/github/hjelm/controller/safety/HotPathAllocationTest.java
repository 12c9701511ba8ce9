package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.lang.management.ManagementFactory;
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
