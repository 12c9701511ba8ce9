package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of two ways by methods that do not sample. */
class BaselinesTest {

  private static final GaussianMixture LINE = GaussianMixture.line(0.3, -0.6, 0.6, 0.1);
  private static final int ROWS = 20_000;

  @Test
  void regressionHasTheMeanForLowestLoss() throws Exception {
    Method regression = new Regression();
    Known exact = Known.of(regression, 1, (a, sample, times) -> a.row(LINE.mean(0)));
    float[] losses =
        MethodRuns.losses(
            regression,
            List.of(
                exact,
                exact.nudged(-0.1, (a, sample, times) -> a.row(1)),
                exact.nudged(0.1, (a, sample, times) -> a.row(1))),
            LINE.samples(ROWS, 1),
            MethodRuns.normals(ROWS, 2));
    assertEquals(LINE.deviation(0) * LINE.deviation(0), losses[0], 0.01);
    assertEquals(losses[0] + 0.01, losses[1], 2e-3);
    assertEquals(losses[0] + 0.01, losses[2], 2e-3);

    float[] weights =
        MethodRuns.trained(regression, MethodRuns.lessons(LINE.samples(2000, 3), 1, null), 300);
    for (float x :
        MethodRuns.drawn(
            regression, MethodRuns.small(regression, 1), weights, MethodRuns.evenNoise(5), 1)) {
      assertEquals(LINE.mean(0), x, 0.06);
    }
  }

  // The first look answers the mean, the second what it would denoise that to: D(mean, 0.1).
  @Test
  void mipMendsTheMean() throws Exception {
    Method mip = new Mip();
    double expected = LINE.denoised(new double[] {LINE.mean(0)}, 0.1)[0];
    Known exact = Known.twoLooks(LINE);
    ClosedFormAssertions.assertLowestAt(
        exact, mip, LINE.samples(ROWS, 1), MethodRuns.normals(ROWS, 2), 0.03);
    for (float x : MethodRuns.drawn(mip, exact, new float[0], MethodRuns.evenNoise(5), 2)) {
      assertEquals(expected, x, 1e-4);
    }
    float[] weights =
        MethodRuns.trained(mip, MethodRuns.lessons(LINE.samples(2000, 3), 1, null), 1200);
    float[] drawn =
        MethodRuns.drawn(mip, MethodRuns.small(mip, 1), weights, MethodRuns.evenNoise(5), 2);
    for (float x : drawn) {
      assertEquals(drawn[0], x, "it must not heed the noise");
      assertEquals(expected, x, 0.15);
    }
    assertTrue(Math.abs(drawn[0] - LINE.mean(0)) > 0.05, "the second look did nothing");
  }

  @Test
  void gaussianHasTheMomentsForLowestLoss() throws Exception {
    Method gaussian = new GaussianPolicy();
    float[] chunks = LINE.samples(ROWS, 1);
    // ln s = -2 + 3 tanh y
    double y = atanh((Math.log(LINE.deviation(0)) + 2) / 3);
    Known exact = Known.of(gaussian, 1, (a, sample, times) -> a.row(LINE.mean(0), y));
    float[] losses =
        MethodRuns.losses(
            gaussian,
            List.of(
                exact,
                exact.nudged(-0.1, (a, sample, times) -> a.row(1, 0)),
                exact.nudged(0.1, (a, sample, times) -> a.row(1, 0)),
                exact.nudged(-0.1, (a, sample, times) -> a.row(0, 1)),
                exact.nudged(0.1, (a, sample, times) -> a.row(0, 1))),
            chunks,
            MethodRuns.normals(ROWS, 2));
    assertEquals(0.5 + Math.log(LINE.deviation(0)), losses[0], 0.02);
    for (int i = 1; i < losses.length; i++) {
      assertTrue(losses[i] > losses[0] + 1e-3, losses[i] + " after " + losses[0]);
    }

    float[] weights =
        MethodRuns.trained(gaussian, MethodRuns.lessons(LINE.samples(2000, 3), 1, null), 600);
    float[] drawn =
        MethodRuns.drawn(
            gaussian, MethodRuns.small(gaussian, 1), weights, MethodRuns.evenNoise(400), 1);
    assertEquals(LINE.mean(0), MethodRuns.mean(drawn), 0.06);
    assertEquals(LINE.deviation(0), MethodRuns.deviation(drawn), 0.06);
    assertTrue(MethodRuns.distance(drawn, LINE) > 0.1, "one Gaussian cannot be two");
  }

  private static double atanh(double x) {
    return 0.5 * Math.log((1 + x) / (1 - x));
  }
}
