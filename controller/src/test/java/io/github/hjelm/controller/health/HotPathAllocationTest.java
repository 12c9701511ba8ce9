package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.frame.Verdict;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Verdict[] VERDICTS = Verdict.values();
  private static final int CYCLES = 2000;

  @Test
  void countingACycleAllocatesNothing() {
    RobotVitals vitals =
        new RobotVitals("amr-1", new CycleTiming(20_000_000, 20_000_000, 0, 90_000), () -> 0);
    long[] stageNs = new long[CycleStage.labels().size()];
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < 30 && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        count(vitals, stageNs, cycle);
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, smallest);
    assertTrue(vitals.deadlineMisses() >= 500);
    assertEquals(0, vitals.verdicts().total() % CYCLES);
  }

  private static void count(RobotVitals vitals, long[] stageNs, int cycle) {
    for (int stage = 0; stage < stageNs.length; stage++) {
      stageNs[stage] = 60L * cycle + stage;
    }
    vitals.stands(cycle % 7 != 0, cycle % 11 == 0, cycle % 13 == 0 ? StopCause.BLIND : null);
    vitals.cycle(cycle, VERDICTS[cycle % VERDICTS.length], stageNs);
  }
}
