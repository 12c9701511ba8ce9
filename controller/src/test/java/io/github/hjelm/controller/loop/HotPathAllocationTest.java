package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.frame.Verdict;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CYCLES = 500;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWholeCycleAllocatesNothing(boolean guided) {
    LoopBench bench = new LoopBench(false, new ScriptedPolicy(guided));
    double[] state = new double[2];
    // A list that grows is the test's own doing.
    bench.quiet = true;
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20; attempt++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < CYCLES; k++) {
        state[0] = 0.001 * (k % 50);
        bench.hear(state);
        bench.cycle();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    bench.quiet = false;
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
    assertEquals(0, least);
    bench.close();
  }
}
