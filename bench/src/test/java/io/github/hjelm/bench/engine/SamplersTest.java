package io.github.hjelm.bench.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.OnnxModel;
import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every engine answers what the formula says, whoever shares an observation. */
class SamplersTest {

  private static final Network SIZE = new Network(3, 2, 3, 24, 2, 7);
  private static final float[] NOISE = {1, -0.5f, 0.25f, 2};

  private final SeededNetwork seeded = new SeededNetwork(SIZE);
  private final BenchNetwork network = seeded.network();

  @Test
  void allAnswerAsPlainLoopsDo() throws SamplerRefusal {
    byte[] savedModel = seeded.savedModel();
    answersTheFormula(Samplers.tensorFlow(savedModel, SIZE));
    answersTheFormula(Samplers.vector(savedModel, SIZE));
    answersTheFormula(Samplers.onnxRuntime(OnnxModel.bytes(network), SIZE));
  }

  private void answersTheFormula(SamplerMaker maker) throws SamplerRefusal {
    float[] shared = {0.3f, -1, 2};
    float[] apart = {0.3f, -1, 2, -2, 0.5f, 1};
    try (maker;
        FewStepSampler sharing = maker.make(2, 1);
        FewStepSampler alone = maker.make(2, 2)) {
      answers(expected(shared, shared), sharing, shared);
      answers(expected(shared, Arrays.copyOfRange(apart, 3, 6)), alone, apart);
      assertEquals(1, sharing.observations());
      assertEquals(2, alone.observations());
    }
  }

  private float[] expected(float[] first, float[] second) {
    float[] expected = new float[4];
    for (int i = 0; i < 4; i++) {
      int from = i & ~1;
      double[] right =
          network.actions(i < 2 ? first : second, Arrays.copyOfRange(NOISE, from, from + 2));
      expected[i] = (float) right[i - from];
    }
    // A network that answered its input would be no check.
    assertTrue(Math.abs(expected[0] - NOISE[0]) > 1e-3, "the network does nothing");
    return expected;
  }

  @Test
  void identitiesAnswerTheNoise() throws SamplerRefusal {
    byte[] savedModel = Identity.savedModel(SIZE);
    try (SamplerMaker onnxRuntime = Samplers.onnxRuntime(OnnxModel.identity(SIZE.actions()), SIZE);
        FewStepSampler onnx = onnxRuntime.make(2, 1);
        FewStepSampler tensorFlow = Samplers.tensorFlow(savedModel, SIZE).make(2, 1);
        FewStepSampler vector = Samplers.vector(savedModel, SIZE).make(2, 1)) {
      answers(NOISE, onnx, new float[3]);
      answers(NOISE, tensorFlow, new float[3]);
      answers(NOISE, vector, new float[3]);
    }
  }

  private static void answers(float[] expected, FewStepSampler sampler, float[] observation) {
    float[] actions = new float[4];
    assertEquals(SampleOutcome.SAMPLED, sampler.sample(observation, NOISE, actions));
    assertArrayEquals(expected, actions, 1e-5f, sampler.getClass().getSimpleName());
  }
}
