package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuadrotorGateTest {

  private static Task task() throws TaskRefusal {
    return TaskCatalog.standard().task("planar-quadrotor-gate", Map.of());
  }

  private static double clearance(double x, double z, double pitch) throws TaskRefusal {
    return task().clearance(new double[] {x, z, pitch, 0, 0, 0});
  }

  @Test
  void demonstratorFliesThroughBothGates() throws Exception {
    TaskAsserts.assertDemonstratorSucceeds(task());
  }

  @Test
  void demonstratorRecoversFromNoise() throws Exception {
    Demonstrator calm = task().demonstrator();
    Demonstrator shaky =
        (x, random) -> {
          Demonstrator.Pilot pilot = calm.begin(x, random);
          return (now, u) -> {
            pilot.control(now, u);
            u[0] += 0.2 * random.nextGaussian();
            u[1] += 0.2 * random.nextGaussian();
          };
        };
    AttemptSummary summary = new Attempts(task()).run(shaky, 40, 3);
    assertTrue(summary.successes() >= 39, summary.toString());
  }

  @Test
  void wallHasTwoGatesForADiscOfAQuarterMetre() throws Exception {
    assertEquals(0.3, clearance(0, 1.2, 0), 1e-12);
    assertEquals(0.3, clearance(0, 2.8, 0), 1e-12);
    // 0.25 m of wall are left between the gates, so its middle is 0.15 m to 0.35 m deep.
    assertTrue(clearance(0, 2, 0) < -0.25);
    assertTrue(clearance(0, 0.3, 0) < 0);
    assertTrue(clearance(0, 3.7, 0) < 0);
    assertEquals(0.6, clearance(-1, 2, 0), 1e-12);
    assertEquals(0.05, clearance(-2, 0.3, 0), 1e-12);
    assertEquals(-0.1, clearance(-2, 2, 1.1), 1e-12);
  }

  @Test
  void hoveringDoesNotSucceed() throws Exception {
    double hover = task().robot().controls().get(0).upper() / 2;
    ChunkSource still = (count, observations, chunks) -> Arrays.fill(chunks, (float) hover);
    assertEquals(0, new Attempts(task()).run(still, 20, 1).successes());
  }

  @Test
  void refusesAGateThatIsTooNarrow() {
    TaskRefusal refusal =
        assertThrows(
            TaskRefusal.class,
            () -> TaskCatalog.standard().task("planar-quadrotor-gate", Map.of("opening", "0.5")));
    assertEquals(
        "task planar-quadrotor-gate: 'opening' must be a number in [0.8, 1.2] m, but is '0.5'",
        refusal.sentence());
  }
}
