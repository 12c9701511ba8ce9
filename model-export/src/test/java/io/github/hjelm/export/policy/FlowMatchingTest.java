package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlowMatchingTest {

  private static final GaussianMixture LINE = GaussianMixture.line(0.3, -0.6, 0.6, 0.1);

  private static final GaussianMixture PLANE =
      new GaussianMixture(
          List.of(
              new GaussianMixture.Part(0.25, List.of(0.5, -0.2), 0.2),
              new GaussianMixture.Part(0.75, List.of(-0.4, 0.7), 0.3)));

  private static final Method FLOW = FlowMatching.onDemonstrations();

  @Test
  void hasTheVelocityFieldForLowestLoss() {
    int rows = 20_000;
    for (GaussianMixture mixture : List.of(LINE, PLANE)) {
      int d = mixture.dimensions();
      ClosedFormAssertions.assertLowestAt(
          Known.velocity(FLOW, mixture),
          FLOW,
          mixture.samples(rows, 1),
          MethodRuns.normals(rows * d, 2),
          0.03);
    }
  }

  @Test
  void comesCloserWithMoreSteps() {
    float[] noise = MethodRuns.evenNoise(400);
    Known exact = Known.velocity(FLOW, LINE);
    double before = Double.POSITIVE_INFINITY;
    for (int steps : new int[] {1, 4, 16, 64}) {
      double distance =
          MethodRuns.distance(MethodRuns.drawn(FLOW, exact, new float[0], noise, steps), LINE);
      double last = before;
      assertTrue(
          distance < 0.6 * last, () -> steps + " steps miss by " + distance + " after " + last);
      before = distance;
    }
    assertTrue(before < 0.02, "64 steps miss by " + before);
  }

  @Test
  void drawsTheMeanInOneStep() {
    // v(z, 0) = E a - z: one step of a flow that was never straightened is regression.
    float[] drawn =
        MethodRuns.drawn(
            FLOW, Known.velocity(FLOW, LINE), new float[0], MethodRuns.evenNoise(50), 1);
    for (float x : drawn) {
      assertEquals(LINE.mean(0), x, 1e-5);
    }
  }

  @Test
  void learnsAMixture() throws Exception {
    float[] weights =
        MethodRuns.trained(FLOW, MethodRuns.lessons(LINE.samples(2000, 3), 1, null), 1500);
    float[] drawn =
        MethodRuns.drawn(FLOW, MethodRuns.small(FLOW, 1), weights, MethodRuns.evenNoise(400), 16);
    double distance = MethodRuns.distance(drawn, LINE);
    assertTrue(distance < 0.1, () -> "16 steps miss by " + distance);
  }

  // Pairs that a flow connects do not cross on a line: straight lines, and one step is enough.
  @Test
  void needsOneStepWhenTrainedOnPairs() throws Exception {
    Method reflow = FlowMatching.onPairs();
    float[] noise = MethodRuns.normals(2000, 4);
    float[] chunks = new float[noise.length];
    for (int i = 0; i < noise.length; i++) {
      chunks[i] = (float) LINE.flowed(noise[i], 1);
    }
    float[] weights = MethodRuns.trained(reflow, MethodRuns.lessons(chunks, 1, noise), 1500);
    float[] drawn =
        MethodRuns.drawn(
            reflow, MethodRuns.small(reflow, 1), weights, MethodRuns.evenNoise(400), 1);
    double distance = MethodRuns.distance(drawn, LINE);
    assertTrue(distance < 0.1, () -> "one step misses by " + distance);
  }
}
