package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.lang.management.ManagementFactory;
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
