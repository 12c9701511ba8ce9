package io.github.hjelm.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.sensors.robot.Quantity;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void fromFrameToPolicyNothingIsAllocated() throws ObservationRefusal {
    TwoSensors robot = new TwoSensors();
    ObservationLayout layout =
        new ObservationLayout(
            TwoSensors.STATES,
            List.of(
                Quantity.symmetric("cos_heading", "1", 1),
                Quantity.symmetric("sin_heading", "1", 1),
                Quantity.symmetric("speed", "m/s", 1)),
            Normaliser.identity(3));
    float[] seen = new float[6];
    double[] state = new double[4];
    double[] pose = {1, 2, 0.5};
    double[] wheels = {7, 0};
    long[] step = {0};
    Runnable cycle =
        () -> {
          long k = ++step[0];
          pose[2] = 1e-3 * k;
          wheels[1] = k % 16 == 0 ? Double.NaN : k % 17 == 0 ? 5 : k % 5 * 0.125;
          robot.epoch = 1 + k / 100;
          robot.send(TwoSensors.POSE, k / 2, k, 10 * k, false, pose);
          robot.send(TwoSensors.WHEELS, k, k, 10 * k, false, wheels);
          Freshness standing = robot.join.standing(10 * k + k % 32);
          if (standing.verdict() == null) {
            layout.write(robot.join.observation(), seen);
            robot.join.observation().copyState(state);
            layout.write(state, seen, 3);
          }
        };
    assertEquals(0, smallestAllocation(cycle));
    for (Freshness standing : List.of(Freshness.READY, Freshness.STALE, Freshness.BAD)) {
      assertTrue(robot.join.standings().of(standing) > 50, "too few were measured: " + standing);
    }
  }

  /** The least of several batches: the compiler may allocate for itself while it warms up. */
  private static long smallestAllocation(Runnable cycle) {
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < 30 && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 2000; i++) {
        cycle.run();
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return smallest;
  }
}
