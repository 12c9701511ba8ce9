package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class DiffusionTest {

  private static final GaussianMixture LINE = GaussianMixture.line(0.3, -0.6, 0.6, 0.1);

  private static final GaussianMixture PLANE =
      new GaussianMixture(
          List.of(
              new GaussianMixture.Part(0.25, List.of(0.5, -0.2), 0.2),
              new GaussianMixture.Part(0.75, List.of(-0.4, 0.7), 0.3)));

  private static final Edm EDM = Edm.of(0.5);
  private static final Diffusion DIFFUSION = new Diffusion(EDM);

  @Test
  void hasTheDenoiserForLowestLoss() {
    int rows = 20_000;
    for (GaussianMixture mixture : List.of(LINE, PLANE)) {
      int d = mixture.dimensions();
      ClosedFormAssertions.assertLowestAt(
          Known.denoiser(EDM, mixture),
          DIFFUSION,
          mixture.samples(rows, 1),
          MethodRuns.normals(rows * d, 2),
          0.03);
    }
  }

  private interface Sampler {
    Operand<TFloat32> draw(Algebra a, Model model, Operand<TFloat32> noise, int steps);
  }

  private static float[] drawn(float[] noise, int steps, Sampler sampler) {
    return MethodRuns.evaluated(
        a ->
            sampler.draw(
                a,
                Model.frozen(a, Known.denoiser(EDM, LINE), new float[0]),
                MethodRuns.matrix(a, noise, 1),
                steps));
  }

  /** How far draws are from where the ODE leads, on average. */
  private static double missed(int steps, Sampler sampler) {
    float[] noise = MethodRuns.evenNoise(400);
    float[] drawn = drawn(noise, steps, sampler);
    double sum = 0;
    for (int i = 0; i < noise.length; i++) {
      sum += Math.abs(drawn[i] - LINE.transported(EDM.most() * noise[i], EDM.most(), 0));
    }
    return sum / noise.length;
  }

  @Test
  void followsTheOdeByDdimWithOrderOne() {
    Sampler ddim = (a, model, noise, steps) -> DIFFUSION.draw(a, model, a.row(1), noise, steps);
    double few = missed(20, ddim);
    double many = missed(80, ddim);
    assertTrue(many < few / 3, () -> few + " with 20 steps, " + many + " with 80");
    assertTrue(many < 0.01, () -> "80 steps miss by " + many);
  }

  @Test
  void followsTheOdeByHeunWithOrderTwo() {
    Sampler heun =
        (a, model, noise, steps) -> DIFFUSION.drawByOde(a, model, a.row(1), noise, steps);
    double few = missed(20, heun);
    double many = missed(80, heun);
    assertTrue(many < few / 8, () -> few + " with 20 steps, " + many + " with 80");
    assertTrue(many < 2e-3, () -> "80 steps miss by " + many);
  }

  /** Draws that belong to neither way, and those that belong to the left one. */
  private static double[] betweenAndLeft(float[] drawn) {
    double[] counts = new double[2];
    for (float chunk : drawn) {
      counts[0] += Math.abs(chunk) < 0.3 ? 1 : 0;
      counts[1] += chunk < 0 ? 1 : 0;
    }
    return counts;
  }

  @Test
  void polishingLeavesNothingBetweenTwoWays() {
    float[] noise = MethodRuns.evenNoise(1000);
    double[] ode =
        betweenAndLeft(
            drawn(noise, 4, (a, m, z, steps) -> DIFFUSION.drawByOde(a, m, a.row(1), z, steps)));
    double[] polished =
        betweenAndLeft(
            drawn(noise, 4, (a, m, z, steps) -> DIFFUSION.drawPolished(a, m, a.row(1), z, steps)));
    assertTrue(ode[0] > 10, () -> "few steps left only " + ode[0] + " between");
    assertEquals(0, polished[0], "left between");
    assertEquals(ode[1], polished[1], 30, "on the left");
  }

  @Test
  void drawsTheDistributionByTheSde() {
    int n = 8000;
    float[] noise = MethodRuns.normals(n, 5);
    double[] distances = new double[2];
    int[] counts = {5, 100};
    for (int i = 0; i < 2; i++) {
      float[] drawn =
          drawn(
              noise,
              counts[i],
              (a, model, z, steps) ->
                  DIFFUSION.drawBySde(a, model, a.row(1), z, steps, MethodRuns.chance(a)));
      distances[i] = MethodRuns.distance(drawn, LINE);
    }
    assertTrue(distances[1] < 0.03, () -> "100 steps miss by " + distances[1]);
    assertTrue(distances[1] < 0.5 * distances[0], () -> "5 steps miss by " + distances[0]);
  }

  @Test
  void learnsAMixture() throws Exception {
    float[] weights =
        MethodRuns.trained(DIFFUSION, MethodRuns.lessons(LINE.samples(2000, 3), 1, null), 1500);
    float[] drawn =
        MethodRuns.drawn(
            DIFFUSION, MethodRuns.small(DIFFUSION, 1), weights, MethodRuns.evenNoise(400), 40);
    assertEquals(0, MethodRuns.distance(drawn, LINE), 0.1);
  }
}
