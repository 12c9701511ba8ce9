package io.github.hjelm.controller.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of several robots in one call, on the networks that are shipped. */
class BatchedSamplingTest {

  private static final int ROBOTS = 16;

  /** Of numbers near 1: ten roundings of float32. */
  private static final double SAME = 1e-6;

  @ParameterizedTest
  @ValueSource(strings = {"amr-obstacles", "cartpole-swing-up", "multi-goal", "pendulum-swing-up"})
  void oneCallAnswersAsCallsForEachRobotDo(String name) throws Exception {
    Path zip = Path.of("../model-export/bundles", name + ".zip");
    try (Bundle bundle = Bundle.open(zip, BundleKeys.none())) {
      BundleManifest manifest = bundle.manifest();
      int k = manifest.sampler().candidates();
      int width = manifest.observation().size();
      int chunk = manifest.chunkSize();
      SplittableRandom random = new SplittableRandom(3);
      float[] seen = numbers(random, ROBOTS * width, 1);
      float[] noise = numbers(random, ROBOTS * k * chunk, 2);
      float[] together = new float[noise.length];
      try (FewStepSampler all = bundle.sampler("serving_default", ROBOTS * k, ROBOTS * k, 1);
          FewStepSampler one = bundle.sampler("serving_default", k, 1, 1)) {
        assertEquals(SampleOutcome.SAMPLED, all.sample(rows(seen, k, width), noise, together));
        float[] own = new float[width];
        float[] drawn = new float[k * chunk];
        float[] alone = new float[k * chunk];
        double largest = 0;
        for (int robot = 0; robot < ROBOTS; robot++) {
          System.arraycopy(seen, robot * width, own, 0, width);
          System.arraycopy(noise, robot * drawn.length, drawn, 0, drawn.length);
          assertEquals(SampleOutcome.SAMPLED, one.sample(own, drawn, alone));
          for (int i = 0; i < alone.length; i++) {
            largest = Math.max(largest, Math.abs(alone[i] - together[robot * alone.length + i]));
          }
        }
        assertEquals(0, largest, SAME);
      }
    }
  }

  private static float[] numbers(SplittableRandom random, int count, double most) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-most, most);
    }
    return numbers;
  }

  private static float[] rows(float[] seen, int k, int width) {
    float[] rows = new float[seen.length * k];
    for (int row = 0; row < rows.length / width; row++) {
      System.arraycopy(seen, row / k * width, rows, row * width, width);
    }
    return rows;
  }
}
