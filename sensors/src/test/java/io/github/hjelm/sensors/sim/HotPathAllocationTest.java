package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runs every control period allocates nothing. */
class HotPathAllocationTest {

  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 10_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long sequence;
  private long nowNs;

  @Test
  void theGuardAllocatesNothing() {
    ActuatorGuard guard =
        new ActuatorGuard(
            new double[] {-1, -1}, new double[] {1, 1}, GuardLimits.forPeriod(1_000_000));
    double[] values = {0.5, -0.5};
    double[] tooMuch = {2, 0};
    double[] motors = new double[2];
    assertAllocatesNothing(
        () -> {
          nowNs += 1_000_000;
          sequence++;
          offer(guard, values);
          offer(guard, values);
          offer(guard, tooMuch);
          guard.apply(nowNs, values, motors);
        });
  }

  @Test
  void aStepOfTheSimulationAllocatesNothing() {
    for (String disturbance : new String[] {"none", "random", "adversarial"}) {
      SimulatedRobot sim =
          Robots.simulated(
              "mobile-robot",
              Optional.of(Robots.EMPTY_HALL),
              "disturbance=" + disturbance,
              "noise=0.1",
              "collision=count");
      double[] motors = new double[2];
      assertAllocatesNothing(
          () -> {
            nowNs += 10_000_000;
            sim.sense(nowNs);
            if (sim.sensor().isDue(nowNs)) {
              sim.sensor().next();
            }
            sim.fallback(motors);
            sim.step(motors);
          });
    }
  }

  private void offer(ActuatorGuard guard, double[] values) {
    guard.offer(nowNs, true, false, false, 1, sequence, nowNs, 1_000_000, values, 2);
  }

  private static void assertAllocatesNothing(Runnable work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    // The smallest of three: a compilation may fall into one of them.
    for (int round = 0; round < 3; round++) {
      long before = THREADS.getThreadAllocatedBytes(id);
      for (int i = 0; i < MEASURED; i++) {
        work.run();
      }
      least = Math.min(least, THREADS.getThreadAllocatedBytes(id) - before);
    }
    assertEquals(0, least, "bytes in " + MEASURED + " rounds");
  }
}
