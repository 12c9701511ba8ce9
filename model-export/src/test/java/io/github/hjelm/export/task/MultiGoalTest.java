package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiGoalTest {

  private static Task task() throws TaskRefusal {
    return TaskCatalog.standard().task("multi-goal", Map.of());
  }

  @Test
  void demonstratorReachesEveryGoal() throws Exception {
    AttemptSummary summary = TaskAsserts.assertDemonstratorSucceeds(task());
    // The straight way is the best; attempts end only when a period does.
    double ratio = summary.costRatio().orElseThrow();
    assertTrue(ratio >= 1 && ratio < 1.1, summary.toString());
  }

  @Test
  void meanOfTheWaysLeadsNowhere() throws Exception {
    ChunkSource mean = (count, observations, chunks) -> Arrays.fill(chunks, 0);
    assertEquals(0, new Attempts(task()).run(mean, 50, 1).successes());
  }

  @Test
  void oneGoalAloneCoversNoModes() throws Exception {
    ChunkSource east =
        (count, observations, chunks) -> {
          for (int i = 0; i < chunks.length; i++) {
            chunks[i] = i % 2 == 0 ? 1 : 0;
          }
        };
    AttemptSummary summary = new Attempts(task()).runFromEach(east, 10, 5, 1);
    assertEquals(50, summary.successesPerMode().get(0));
    assertEquals(0, summary.modeCoverage());
    assertTrue(summary.successInterval().lower() > 0.9);
  }
}
