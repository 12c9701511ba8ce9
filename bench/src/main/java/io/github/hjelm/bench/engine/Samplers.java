package io.github.hjelm.bench.engine;

import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import io.github.hjelm.controller.policy.vector.VectorSampler;

/** A policy in each of the engines that are compared, by the bytes of its file. */
public final class Samplers {

  private static final String FILE = "the bench's model";

  private Samplers() {}

  /** The sampler of the controller, in TensorFlow. */
  public static SamplerMaker tensorFlow(byte[] savedModel, Network size) throws SamplerRefusal {
    SavedModelGraph model = SavedModelGraph.parse(savedModel, FILE);
    return (candidates, observations) ->
        TensorFlowSampler.open(
            model,
            size.observations(),
            size.actions(),
            new TensorFlowSampler.Settings(
                SeededNetwork.SIGNATURE, size.steps(), candidates, observations, 1));
  }

  /** The same in the controller's engine for small networks. */
  public static SamplerMaker vector(byte[] savedModel, Network size) throws SamplerRefusal {
    SavedModelGraph model = SavedModelGraph.parse(savedModel, FILE);
    return (candidates, observations) ->
        VectorSampler.open(
            model.policy(SeededNetwork.SIGNATURE, size.observations(), size.actions()),
            size.observations(),
            size.actions(),
            new VectorSampler.Settings(size.steps(), candidates, observations));
  }

  /** ONNX Runtime, as fast as its Java interface goes. */
  public static SamplerMaker onnxRuntime(byte[] onnx, Network size) throws SamplerRefusal {
    try {
      return OnnxRuntime.open(onnx, size);
    } catch (NoClassDefFoundError e) {
      throw new SamplerRefusal("ONNX Runtime is not on the class path: build again", e);
    }
  }
}
