package io.github.hjelm.controller.policy.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler.Settings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TensorFlowSamplerTest {

  /**
   * One wrapper around each answer: 48 bytes on JDK 17, with room for another layout of objects.
   */
  private static final long MAX_BYTES_PER_CALL = 150;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BATCHES = 30;
  private static final int CALLS = 1000;

  @Test
  void answersEveryCandidate() throws Exception {
    try (TensorFlowSampler sampler = open(SumPolicy.bytes(), 2, 1)) {
      float[] observation = {1, 2};
      float[] noise = {0.5f, 0, -1, 7, 8, 9};
      float[] actions = new float[6];
      // Twice: nothing may be left of the call before.
      sampler.sample(new float[] {9, 9}, new float[] {9, 9, 9, 9, 9, 9}, actions);
      assertEquals(SampleOutcome.SAMPLED, sampler.sample(observation, noise, actions));
      assertArrayEquals(new float[] {5.5f, 35, 64, 12, 43, 74}, actions);
      assertEquals("", sampler.fault());
    }
  }

  @Test
  void givesEachCandidateItsOwnObservation() throws Exception {
    try (TensorFlowSampler sampler = open(SumPolicy.bytes(), 2, 2)) {
      float[] actions = {0.5f, 0, -1, 7, 8, 9};
      // The answer may lie where the noise was.
      sampler.sample(new float[] {1, 2, 0, 0}, actions, actions);
      assertArrayEquals(new float[] {5.5f, 35, 64, 7, 8, 9}, actions);
    }
  }

  @Test
  void agreesWithAPlanAsFarAsItCounts() throws Exception {
    SavedModelGraph model = SavedModelGraph.parse(SumPolicy.guidedBytes(), "here");
    for (int observations : new int[] {1, 2}) {
      Settings settings =
          new Settings("guided_serving_default", 1, 2, observations, 1, PolicyDevice.CPU, true);
      try (TensorFlowSampler sampler =
          TensorFlowSampler.open(model, SumPolicy.OBSERVATION, SumPolicy.CHUNK, settings)) {
        assertTrue(sampler.isGuided());
        float[] observation = new float[2 * observations];
        float[] noise = {1, 2, 3, 4, 5, 6};
        float[] actions = new float[6];
        sampler.sample(observation, noise, actions);
        assertArrayEquals(noise, actions, "nobody has named a plan");
        float[] plan = {-1, -2, -3, -4, -5, -6};
        float[] weights = {1, 0.5f, 0, 0, 0.5f, 1};
        sampler.guide(
            Arrays.copyOf(plan, 3 * observations), Arrays.copyOf(weights, 3 * observations));
        sampler.sample(observation, noise, actions);
        float[] expected =
            observations == 1
                ? new float[] {-1, 0, 3, -1, 1.5f, 6}
                : new float[] {-1, 0, 3, 4, 0, -6};
        assertArrayEquals(expected, actions);
      }
    }
  }

  @Test
  void aSignatureIsGuidedOrNotAsItIsAskedFor() throws Exception {
    SavedModelGraph model = SavedModelGraph.parse(SumPolicy.guidedBytes(), "here");
    for (boolean guided : new boolean[] {false, true}) {
      String other = guided ? "serving_default" : "guided_serving_default";
      Settings settings = new Settings(other, 1, 1, 1, 1, PolicyDevice.CPU, guided);
      SamplerRefusal refusal =
          assertThrows(
              SamplerRefusal.class,
              () ->
                  TensorFlowSampler.open(model, SumPolicy.OBSERVATION, SumPolicy.CHUNK, settings)
                      .close());
      assertTrue(refusal.sentence().contains(other), refusal.sentence());
    }
    try (TensorFlowSampler plain = open(SumPolicy.guidedBytes(), 1, 1)) {
      assertThrows(
          UnsupportedOperationException.class, () -> plain.guide(new float[3], new float[3]));
    }
  }

  @Test
  void allocatesNoMoreThanTheWrapperOfAnAnswer() throws Exception {
    Settings settings = new Settings("guided_serving_default", 1, 16, 1, 1, PolicyDevice.CPU, true);
    try (TensorFlowSampler sampler =
        TensorFlowSampler.open(
            SavedModelGraph.parse(SumPolicy.guidedBytes(), "here"),
            SumPolicy.OBSERVATION,
            SumPolicy.CHUNK,
            settings)) {
      float[] plan = new float[SumPolicy.CHUNK];
      float[] observation = new float[SumPolicy.OBSERVATION];
      float[] noise = new float[16 * SumPolicy.CHUNK];
      float[] actions = new float[16 * SumPolicy.CHUNK];
      long smallest = Long.MAX_VALUE;
      for (int batch = 0; batch < BATCHES && smallest > 0; batch++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          sampler.guide(plan, plan);
          sampler.sample(observation, noise, actions);
        }
        smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      long perCall = smallest / CALLS;
      assertTrue(perCall <= MAX_BYTES_PER_CALL, perCall + " bytes per call");
    }
  }

  /** Holds on any machine: whatever runs it, it is said and answers. */
  @Test
  void runsOnTheCpuWhereThereIsNoGpu() throws Exception {
    boolean present = Gpus.any();
    for (PolicyDevice wish : PolicyDevice.values()) {
      Settings settings = new Settings("serving_default", 1, 1, 1, 1, wish, false);
      try (TensorFlowSampler sampler =
          TensorFlowSampler.open(
              SavedModelGraph.parse(SumPolicy.bytes(), "here"),
              SumPolicy.OBSERVATION,
              SumPolicy.CHUNK,
              settings)) {
        boolean onGpu = present && wish != PolicyDevice.CPU;
        assertEquals(onGpu ? PolicyDevice.GPU : PolicyDevice.CPU, sampler.device(), wish::name);
        float[] actions = new float[SumPolicy.CHUNK];
        sampler.sample(new float[] {1, 2}, new float[] {0.5f, 0, -1}, actions);
        assertArrayEquals(new float[] {5.5f, 35, 64}, actions, wish.name());
      }
    }
  }

  @Test
  void refusesAGraphOfOtherSizes() {
    assertRefuses(SumPolicy.bytes(), 3, SumPolicy.CHUNK, "serving_default", "rows of 3 floats");
    assertRefuses(
        SumPolicy.bytes(), SumPolicy.OBSERVATION, 4, "serving_default", "rows of 4 floats");
    assertRefuses(
        SumPolicy.bytes(), SumPolicy.OBSERVATION, SumPolicy.CHUNK, "steps_9", "[serving_default]");
  }

  @Test
  void refusesWhatTensorFlowDoesNotAccept() {
    assertRefuses(
        SumPolicy.withNode("NoSuchOp"),
        SumPolicy.OBSERVATION,
        SumPolicy.CHUNK,
        "serving_default",
        "NoSuchOp");
    SamplerRefusal refusal =
        assertThrows(
            SamplerRefusal.class,
            () -> SavedModelGraph.parse("text".getBytes(StandardCharsets.UTF_8), "here"));
    assertTrue(refusal.sentence().startsWith("here"), refusal.sentence());
  }

  private static void assertRefuses(
      byte[] model, int observation, int chunk, String signature, String says) {
    SamplerRefusal refusal =
        assertThrows(
            SamplerRefusal.class,
            () ->
                TensorFlowSampler.open(
                        SavedModelGraph.parse(model, "here"),
                        observation,
                        chunk,
                        new Settings(signature, 1, 1, 1, 1))
                    .close());
    assertTrue(refusal.sentence().contains(says), refusal.sentence());
  }

  private static TensorFlowSampler open(byte[] model, int candidates, int observations)
      throws Exception {
    return TensorFlowSampler.open(
        SavedModelGraph.parse(model, "here"),
        SumPolicy.OBSERVATION,
        SumPolicy.CHUNK,
        new Settings("serving_default", 1, candidates, observations, 1));
  }
}
