package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistencyDistillationTest {

  private static final Edm EDM = Edm.of(0.5);

  private static ConsistencyDistillation taughtBy(GaussianMixture mixture) {
    return new ConsistencyDistillation(
        new Teacher(new Diffusion(EDM), Known.denoiser(EDM, mixture), new float[0]));
  }

  @Test
  void losesMoreThanTheConsistencyMap() {
    GaussianMixture one = GaussianMixture.single(0.2, 0.4);
    ConsistencyDistillation method = taughtBy(one);
    Known exact = Known.consistency(method, EDM, 0.2, 0.4);
    int rows = 10_000;
    List<Known.Answer> directions =
        List.of(
            (a, sample, times) -> a.row(1),
            (a, sample, times) -> sample,
            // Only jumps that end where they begin are denoised: this is wrong for all others.
            (a, sample, times) -> a.oneMinus(a.columns(times, 1, 2)));
    for (Known.Answer direction : directions) {
      float[] losses =
          MethodRuns.losses(
              method,
              List.of(exact, exact.nudged(-0.1, direction), exact.nudged(0.1, direction)),
              one.samples(rows, 1),
              MethodRuns.normals(rows, 2));
      assertTrue(losses[1] > losses[0] + 1e-3, () -> losses[1] + " after " + losses[0]);
      assertTrue(losses[2] > losses[0] + 1e-3, () -> losses[2] + " after " + losses[0]);
    }
  }

  @Test
  void leavesNothingOfTheDistillationToTheConsistencyMap() {
    // Where there is but one chunk, nothing is left to guess, so denoising loses nothing either.
    GaussianMixture narrow = GaussianMixture.single(0.2, 1e-4);
    ConsistencyDistillation method = taughtBy(narrow);
    float[] loss =
        MethodRuns.losses(
            method,
            List.of(Known.consistency(method, EDM, 0.2, 1e-4)),
            narrow.samples(5000, 1),
            MethodRuns.normals(5000, 2));
    assertEquals(0, loss[0], 1e-3);
  }

  @Test
  void jumpsWhereTheOdeLeads() {
    GaussianMixture one = GaussianMixture.single(0.2, 0.4);
    ConsistencyDistillation method = taughtBy(one);
    Known exact = Known.consistency(method, EDM, 0.2, 0.4);
    float[] noise = MethodRuns.evenNoise(200);
    for (int steps : method.steps()) {
      float[] drawn = MethodRuns.drawn(method, exact, new float[0], noise, steps);
      for (int i = 0; i < noise.length; i++) {
        double expected = one.transported(EDM.most() * noise[i], EDM.most(), 0);
        assertEquals(expected, drawn[i], 2e-4, steps + " steps from " + noise[i]);
      }
    }
  }

  @Test
  void learnsWhereTheOdeOfAMixtureLeads() throws Exception {
    GaussianMixture line = GaussianMixture.line(0.3, -0.6, 0.6, 0.1);
    ConsistencyDistillation method = taughtBy(line);
    float[] weights =
        MethodRuns.trained(method, MethodRuns.lessons(line.samples(2000, 3), 1, null), 2000);
    float[] noise = MethodRuns.evenNoise(400);
    for (int steps : method.steps()) {
      float[] drawn = MethodRuns.drawn(method, MethodRuns.small(method, 1), weights, noise, steps);
      double distance = MethodRuns.distance(drawn, line);
      assertTrue(distance < 0.12, () -> steps + " steps miss by " + distance);
    }
  }
}
