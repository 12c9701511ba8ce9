package io.github.hjelm.controller.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BATCHES = 30;
  private static final int CALLS = 2000;

  @Test
  void normalisingAllocatesNothing() {
    Normaliser normaliser = new Normaliser(List.of(1.0, -2.0), List.of(3.0, 0.5));
    double[] values = {0.3, -0.4};
    float[] array = new float[8];
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(32).order(ByteOrder.nativeOrder()).asFloatBuffer();
    assertAllocatesNothing(
        () -> {
          normaliser.normalise(values, array, 2);
          normaliser.normalise(values, buffer, 4);
          normaliser.normalise(array, 2, array, 0, 3);
          normaliser.unnormalise(array, 0, array, 2, 3);
          normaliser.unnormalise(array, 2, values);
          normaliser.unnormalise(buffer, 4, values);
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
