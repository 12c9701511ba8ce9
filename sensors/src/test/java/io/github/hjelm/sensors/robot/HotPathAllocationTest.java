package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<Robot> robots() throws Exception {
    return RobotContractProperties.robots();
  }

  @ParameterizedTest
  @MethodSource("robots")
  void neitherModelNorStepAllocates(Robot robot) {
    int n = robot.states().size();
    double[] x = RobotSamples.random(robot.states(), new SplittableRandom(1));
    double[] u = new double[robot.controls().size()];
    double[] d = RobotSamples.random(robot.disturbances(), new SplittableRandom(2));
    double[] f = new double[n];
    double[] g = new double[n * u.length];
    double[] disturbance = new double[n * d.length];
    double[] jacobian = new double[n * n];
    double[] next = new double[n];
    Rk4 rk4 = new Rk4(robot);
    Runnable cycle =
        () -> {
          robot.initialState(next);
          robot.fallback(x, u);
          robot.drift(x, f);
          robot.controlMatrix(x, g);
          robot.disturbanceMatrix(x, disturbance);
          robot.stateJacobian(x, u, d, jacobian);
          rk4.step(x, u, d, 1e-3, next);
        };
    assertEquals(0, smallestAllocation(cycle), robot.name());
  }

  /** The least of several batches: the compiler may allocate for itself while it warms up. */
  private static long smallestAllocation(Runnable cycle) {
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < 20 && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        cycle.run();
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return smallest;
  }
}
