package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlowMapTest {

  private static final FlowMap FLOW_MAP = new FlowMap();

  @Test
  void hasTheFlowMapForLowestLoss() {
    int rows = 20_000;
    GaussianMixture one = GaussianMixture.single(0.2, 0.4);
    ClosedFormAssertions.assertLowestAt(
        Known.flowMap(FLOW_MAP, 0.2, 0.4),
        FLOW_MAP,
        one.samples(rows, 1),
        MethodRuns.normals(rows, 2),
        0.03);
  }

  @Test
  void losesNothingWhereThereIsButOneChunk() {
    // Then noise and time tell all of the way, and both terms can vanish.
    GaussianMixture narrow = GaussianMixture.single(0.2, 1e-4);
    float[] loss =
        MethodRuns.losses(
            FLOW_MAP,
            List.of(Known.flowMap(FLOW_MAP, 0.2, 1e-4)),
            narrow.samples(5000, 1),
            MethodRuns.normals(5000, 2));
    assertEquals(0, loss[0], 1e-3);
  }

  @Test
  void arrivesInAnyNumberOfSteps() {
    float[] noise = MethodRuns.evenNoise(200);
    for (int steps : FLOW_MAP.steps()) {
      float[] drawn =
          MethodRuns.drawn(FLOW_MAP, Known.flowMap(FLOW_MAP, 0.2, 0.4), new float[0], noise, steps);
      for (int i = 0; i < noise.length; i++) {
        assertEquals(0.2 + 0.4 * noise[i], drawn[i], 1e-5, steps + " steps from " + noise[i]);
      }
    }
  }

  @Test
  void learnsAMixtureWithoutATeacher() throws Exception {
    GaussianMixture line = GaussianMixture.line(0.3, -0.6, 0.6, 0.1);
    float[] weights =
        MethodRuns.trained(FLOW_MAP, MethodRuns.lessons(line.samples(2000, 3), 1, null), 2500);
    float[] noise = MethodRuns.evenNoise(400);
    for (int steps : FLOW_MAP.steps()) {
      float[] drawn =
          MethodRuns.drawn(FLOW_MAP, MethodRuns.small(FLOW_MAP, 1), weights, noise, steps);
      double distance = MethodRuns.distance(drawn, line);
      assertTrue(distance < 0.15, () -> steps + " steps miss by " + distance);
    }
  }
}
