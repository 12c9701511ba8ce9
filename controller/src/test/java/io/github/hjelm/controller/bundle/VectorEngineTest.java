package io.github.hjelm.controller.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine of our own, beside TensorFlow on the networks that are shipped. */
class VectorEngineTest {

  private static final int CALLS = 20;

  /** Anywhere, not on golden inputs: both are float32, summed in another order. */
  private static final double SAME = 5e-5;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "amr-obstacles, serving_default, 1, 1",
    "amr-obstacles, serving_default, 16, 1",
    "amr-obstacles, steps_4, 16, 1",
    "amr-obstacles, steps_1, 32, 32",
    "cartpole-swing-up, steps_4, 5, 1",
    "cartpole-swing-up, serving_default, 16, 1",
    "multi-goal, steps_2, 16, 1",
    "multi-goal, steps_4, 3, 3",
    "pendulum-swing-up, serving_default, 1, 1",
    "pendulum-swing-up, steps_4, 16, 16"
  })
  void answersAsTensorFlowDoes(String name, String signature, int candidates, int observations)
      throws Exception {
    try (Bundle bundle =
            Bundle.open(Path.of("../model-export/bundles", name + ".zip"), BundleKeys.none());
        FewStepSampler ours =
            bundle.sampler(
                signature, candidates, observations, PolicyEngine.VECTOR, PolicyDevice.CPU);
        FewStepSampler authority = bundle.sampler(signature, candidates, observations, 1)) {
      assertEquals(authority.steps(), ours.steps());
      SplittableRandom random = new SplittableRandom(7);
      float[] observation = new float[observations * ours.observationSize()];
      float[] noise = new float[candidates * ours.chunkSize()];
      float[] right = new float[noise.length];
      float[] answer = new float[noise.length];
      for (int call = 0; call < CALLS; call++) {
        fill(random, observation, 0.5);
        fill(random, noise, 1);
        assertEquals(SampleOutcome.SAMPLED, authority.sample(observation, noise, right));
        assertEquals(SampleOutcome.SAMPLED, ours.sample(observation, noise, answer));
        for (int i = 0; i < answer.length; i++) {
          assertEquals(right[i], answer[i], SAME, "call " + call);
        }
      }
    }
  }

  /** What TensorFlow may be off on another processor is too much for another engine. */
  @ParameterizedTest
  @ValueSource(floats = {5e-5f, Float.NaN})
  void refusesToFlyWhatAnswersOtherwise(float off) throws Exception {
    Path other = folder.resolve("other");
    BundleFixture.write(other, SumPolicy.bytes(), BundleFixture.golden(off));
    try (Bundle opened = Bundle.open(other, BundleKeys.none())) {
      for (int candidates : new int[] {1, 16}) {
        BundleRefusal refusal =
            assertThrows(
                BundleRefusal.class,
                () ->
                    opened.sampler(
                        "serving_default", candidates, 1, PolicyEngine.VECTOR, PolicyDevice.CPU));
        assertTrue(refusal.sentence().contains("do not fly it"), refusal.sentence());
      }
      // The authority is asked elsewhere.
      opened.sampler("serving_default", 1, 1, PolicyEngine.TENSORFLOW, PolicyDevice.CPU).close();
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    Path other = folder.resolve("other");
    BundleFixture.write(other, SumPolicy.through("Softsign"), BundleFixture.golden(0));
    try (Bundle opened = Bundle.open(other, BundleKeys.none())) {
      BundleRefusal refusal =
          assertThrows(
              BundleRefusal.class,
              () -> opened.sampler("serving_default", 1, 1, PolicyEngine.VECTOR, PolicyDevice.CPU));
      assertTrue(
          refusal.sentence().contains("operation Softsign (node bent)")
              && refusal.sentence().contains("engine: tensorflow"),
          refusal.sentence());
      assertThrows(
          BundleRefusal.class,
          () -> opened.sampler("steps_9", 1, 1, PolicyEngine.VECTOR, PolicyDevice.CPU));
    }
  }

  private static void fill(SplittableRandom random, float[] numbers, double spread) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (spread * random.nextGaussian());
    }
  }
}
