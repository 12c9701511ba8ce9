package io.github.hjelm.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.sensors.frame.Verdict;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CYCLES = 1000;

  @Test
  void aLoopThatIsWatchedAllocatesNothing() {
    StageHistograms stages = new StageHistograms(List.of("decide", "cycle"));
    CycleBoard board = new CycleBoard(4, 2, stages, 16, 32);
    long[] stageNs = {95_000, 97_000};
    double[] state = new double[4];
    double[] control = new double[2];
    float[] actions = new float[16 * 32];
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < 20 && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        stages.record(stageNs);
        board.count(Verdict.PASSED);
        board.want();
        if (board.isWanted()) {
          board.write(cycle, state, control, 0.5);
          board.writePlans(actions, 16, 3, 4);
          board.pinUp();
        }
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, smallest);
    assertEquals(0, board.cycles() % CYCLES);
  }
}
