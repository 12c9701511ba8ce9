package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.robot.Robot;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BATCHES = 30;
  private static final int CALLS = 2000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void lookupsAllocateNothing(int n) throws Exception {
    SplittableRandom random = new SplittableRandom(n);
    Grid grid = Grids.random(n, random);
    double[] values = Grids.randomValues(grid, random);
    NumpyFile.write(folder.resolve("f.npy"), TableHeader.shape(grid), Grids.floats(values));
    List<TablePoint> points =
        List.of(
            ValueTable.of(grid, values).newPoint(),
            ValueTable.of(grid, Grids.floats(values)).newPoint(),
            ValueTable.trusted(grid, NumpyFile.read(folder.resolve("f.npy")).memory()).newPoint());
    double[] x = new double[n];
    double[] p = new double[n];
    int[] node = new int[1];
    for (TablePoint point : points) {
      assertAllocatesNothing(
          () -> {
            // Every node, and every second time beside it, off the grid too.
            node[0] = (node[0] + 1) % grid.size();
            grid.coordinates(node[0], x);
            x[0] += (node[0] & 1) * 0.01;
            x[n - 1] = node[0] % 97 == 0 ? Double.NaN : x[n - 1];
            if (point.look(x) == TableOutcome.INSIDE) {
              point.gradient(p);
            }
            if (point.lookValue(x) == TableOutcome.INSIDE) {
              p[0] += point.value();
            }
          });
    }
  }

  @Test
  void hamiltoniansAllocateNothing() {
    Robot robot = new MatrixRobot(3, List.of(-1.0, -2.0), List.of(0.5, 3.0), 1);
    Hamiltonian hamiltonian = Hamiltonian.avoid(robot);
    double[] x = {1, 2, 3};
    double[] p = {-1, 2, 1};
    double[] u = new double[2];
    double[] d = new double[2];
    assertAllocatesNothing(
        () -> {
          x[0] += hamiltonian.evaluate(x, p) * 1e-9;
          hamiltonian.extremeControl(d, u);
          hamiltonian.extremeDisturbance(u, d);
          x[1] += (hamiltonian.rateUnder(u) + hamiltonian.controlCoefficient(0)) * 1e-9;
          x[2] += hamiltonian.isControlTied(1) || hamiltonian.isDisturbanceTied(0) ? 1e-9 : 0;
          x[2] += (hamiltonian.driftRate() + hamiltonian.disturbanceCoefficient(1)) * 1e-9;
        });
  }

  /** The least of several batches: the compiler may allocate for itself while it warms up. */
  private static void assertAllocatesNothing(Runnable cycle) {
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        cycle.run();
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, smallest, "bytes in " + CALLS + " calls");
  }
}
