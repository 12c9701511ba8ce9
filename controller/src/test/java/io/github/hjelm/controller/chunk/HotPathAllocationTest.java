package io.github.hjelm.controller.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource(ChunkJoin.class)
  void aCycleAllocatesNothing(ChunkJoin join) {
    ChunkSchedule schedule = Chunks.schedule(join);
    float[][] answers = new float[8][];
    for (int a = 0; a < answers.length; a++) {
      answers[a] = Chunks.constant(a * 0.01, -0.5, a == 7 ? Double.NaN : 0.5);
    }
    double[] into = new double[2 * Chunks.CANDIDATES];
    float[] prefix = new float[2 * Chunks.HORIZON];
    float[] weights = new float[2 * Chunks.HORIZON];
    long[] step = {0};
    Runnable cycle =
        () -> {
          long k = ++step[0];
          long nowNs = k * Chunks.PERIOD_NS;
          schedule.prefix(nowNs, prefix, weights);
          if (schedule.isDue(nowNs)) {
            long observedNs = k % 64 < 6 ? nowNs - 2 * Chunks.MAX_LATE_NS : nowNs;
            schedule.accept(answers[(int) (k % 8)], schedule.begin(), observedNs, nowNs);
          }
          int count = schedule.candidates(nowNs, into);
          if (count > 1) {
            schedule.commit(k % 5 == 0 ? 1 : 0);
          }
          schedule.advance();
        };
    assertEquals(0, smallestAllocation(cycle));
    assertTrue(schedule.counts().of(ChunkOutcome.JOINED) > 100);
    assertTrue(schedule.counts().of(ChunkOutcome.LATE) > 10);
  }

  @Test
  void noiseAllocatesNothing() {
    NoiseStream stream = new NoiseStream(1, "amr-1");
    float[] noise = new float[64];
    assertEquals(0, smallestAllocation(() -> stream.fill(noise, 0, noise.length)));
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
