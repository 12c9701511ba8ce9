package io.github.hjelm.bench.inference;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;

/** TensorFlow, through the sampler that a controller flies with. */
final class TensorFlowEngine implements Engine {

  private final FewStepSampler sampler;

  TensorFlowEngine(byte[] model, SeededPolicy policy, int candidates) {
    try {
      sampler =
          TensorFlowSampler.open(
              SavedModelGraph.parse(model, "the benchmark's model"),
              policy.observationSize(),
              policy.chunkSize(),
              new TensorFlowSampler.Settings("serving_default", policy.steps(), candidates, 1, 1));
    } catch (SamplerRefusal e) {
      throw new IllegalStateException(e.sentence(), e);
    }
  }

  @Override
  public void run(float[] observation, float[] noise, float[] actions) {
    if (sampler.sample(observation, noise, actions) != SampleOutcome.SAMPLED) {
      throw new IllegalStateException(sampler.fault());
    }
  }

  @Override
  public void close() {
    sampler.close();
  }
}
