package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PendulumSwingUpTaskTest {

  private static Task task() throws TaskRefusal {
    return TaskCatalog.standard().task("pendulum-swing-up", Map.of());
  }

  @Test
  void demonstratorSwingsUpOverBothSides() throws Exception {
    TaskAsserts.assertDemonstratorSucceeds(task());
  }

  @Test
  void strengthAloneDoesNotLiftIt() throws Exception {
    ChunkSource pushes = (count, observations, chunks) -> Arrays.fill(chunks, 5);
    Task hanging = TaskCatalog.standard().task("pendulum-swing-up", Map.of("spread", "0.03"));
    assertEquals(0, new Attempts(hanging).run(pushes, 20, 1).successes());
  }

  @Test
  void passingByIsNotBeingUp() throws Exception {
    Referee referee = task().referee();
    double[] u = {0};
    for (int k = 0; k < 100; k++) {
      double rate = k % 15 == 14 ? 1 : 0;
      assertEquals(
          Referee.Standing.RUNNING, referee.see(new double[2], u, new double[] {0.1, rate}));
    }
  }
}
