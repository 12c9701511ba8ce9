package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pairs learnt by heart, and what lies between them drawn to a way. */
class OneStepTest {

  private static final Edm EDM = Edm.of(0.5);
  private static final GaussianMixture LINE = GaussianMixture.line(0.3, -0.6, 0.6, 0.1);
  private static final Method ONE_STEP =
      new OneStep(new Teacher(new Diffusion(EDM), Known.denoiser(EDM, LINE), new float[0]));

  private static float[] drawn(float[] weights, int steps) {
    return MethodRuns.drawn(
        ONE_STEP, MethodRuns.small(ONE_STEP, 1), weights, MethodRuns.evenNoise(400), steps);
  }

  @Test
  void learnsPairsByHeart() throws Exception {
    float[] noise = MethodRuns.normals(2000, 4);
    float[] chunks = new float[noise.length];
    for (int i = 0; i < noise.length; i++) {
      chunks[i] = (float) LINE.flowed(noise[i], 1);
    }
    float[] weights = MethodRuns.trained(ONE_STEP, MethodRuns.lessons(chunks, 1, noise), 1200);
    double distance = MethodRuns.distance(drawn(weights, 1), LINE);
    assertTrue(distance < 0.06, () -> "one evaluation misses by " + distance);
    int first = between(drawn(weights, 1));
    for (int steps : List.of(2, 4)) {
      int polished = between(drawn(weights, steps));
      assertTrue(
          2 * polished < first,
          () -> polished + " of " + first + " in " + steps + " evaluations" + " left between");
    }
  }

  private static int between(float[] drawn) {
    int count = 0;
    for (float x : drawn) {
      count += Math.abs(x) < 0.3 ? 1 : 0;
    }
    return count;
  }

  /** The loss of a network that answers x to everything, when that is what the pairs say. */
  private static double lossAt(double x) {
    int rows = 2000;
    float[] chunks = new float[rows];
    Arrays.fill(chunks, (float) x);
    Known answersX = Known.of(ONE_STEP, 1, (a, sample, times) -> a.row(x));
    return MethodRuns.losses(ONE_STEP, List.of(answersX), chunks, MethodRuns.normals(rows, 2))[0];
  }

  // ½ huber(x - D(x, 0.15)), the only part of the loss that is left
  @Test
  void mendsAsTheTeacherWould() {
    for (double x : new double[] {-0.6, -0.2, 0.1, 0.3}) {
      double off = x - LINE.denoised(new double[] {x}, 0.15)[0];
      double expected = 0.5 * (Math.hypot(off, PseudoHuber.OF_ANSWERS) - PseudoHuber.OF_ANSWERS);
      assertEquals(expected, lossAt(x), 1e-3, () -> "at " + x);
    }
    assertTrue(lossAt(0.1) > 10 * lossAt(-0.6), "between two ways it must cost");
  }
}
