package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeLaneTest {

  private static Task task() throws TaskRefusal {
    return TaskCatalog.standard().task("lane-change", Map.of());
  }

  @Test
  void demonstratorChangesIntoTheGap() throws Exception {
    AttemptSummary summary = TaskAsserts.assertDemonstratorSucceeds(task());
    assertTrue(summary.leastClearance() > 0.3, summary.toString());
  }

  @Test
  void demonstratorRecoversFromNoise() throws Exception {
    Demonstrator calm = task().demonstrator();
    Demonstrator shaky =
        (x, random) -> {
          Demonstrator.Pilot pilot = calm.begin(x, random);
          return (now, u) -> {
            pilot.control(now, u);
            u[0] += 0.5 * random.nextGaussian();
            u[1] += 0.02 * random.nextGaussian();
          };
        };
    AttemptSummary summary = new Attempts(task()).run(shaky, 60, 3);
    assertTrue(summary.successes() >= 59, summary.toString());
  }

  @Test
  void goingStraightOnDoesNotSucceed() throws Exception {
    ChunkSource nothing = (count, observations, chunks) -> Arrays.fill(chunks, 0);
    assertEquals(0, new Attempts(task()).run(nothing, 20, 1).successes());
  }

  @Test
  void carsAreWhereTheGapSays() throws Exception {
    Task wide = TaskCatalog.standard().task("lane-change", Map.of("gap", "40"));
    double[] besideTheFrontCar = {14, 5.25, 0, 20, 0};
    assertTrue(task().clearance(besideTheFrontCar) < 0);
    assertTrue(wide.clearance(besideTheFrontCar) > 0);
  }

  @Test
  void refusesAGapThatIsTooSmall() {
    TaskRefusal refusal =
        assertThrows(
            TaskRefusal.class,
            () -> TaskCatalog.standard().task("lane-change", Map.of("gap", "9")));
    assertEquals(
        "task lane-change: 'gap' must be a number in [24.0, 60.0] m, but is '9'",
        refusal.sentence());
  }
}
