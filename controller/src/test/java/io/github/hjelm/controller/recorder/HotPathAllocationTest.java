package io.github.hjelm.controller.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.loop.LoopBench;
import io.github.hjelm.controller.recorder.FlightTape.SegmentLimits;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CYCLES = 500;

  @Test
  void aRecordedCycleAllocatesNothing() {
    // Snapshots too; and in the end there is no room, which is no reason to allocate either.
    TapedLoop loop =
        new TapedLoop(1 << 22, new SegmentLimits(20 * LoopBench.PERIOD_NS, Long.MAX_VALUE));
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 40; attempt++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < CYCLES; k++) {
        loop.cycle(0.001 * (k % 50));
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      if (attempt < 20) {
        loop.kinds();
      }
    }
    assertEquals(0, least);
    assertTrue(loop.counts.droppedRecords() > 0);
    loop.bench.close();
  }
}
