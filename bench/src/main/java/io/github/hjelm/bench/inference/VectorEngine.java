package io.github.hjelm.bench.inference;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.vector.VectorSampler;

/** The controller's own engine, on the graph that TensorFlow is given. */
final class VectorEngine implements Engine {

  private final FewStepSampler sampler;

  VectorEngine(byte[] model, SeededPolicy policy, int candidates) {
    try {
      sampler =
          VectorSampler.open(
              SavedModelGraph.parse(model, "the benchmark's model")
                  .policy("serving_default", policy.observationSize(), policy.chunkSize()),
              policy.observationSize(),
              policy.chunkSize(),
              new VectorSampler.Settings(policy.steps(), candidates, 1));
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
