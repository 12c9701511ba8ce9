package io.github.hjelm.bench.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * ONNX Runtime with tensors over direct memory that is made once, filled and read in place: its
 * inputs are never copied, its output is pinned.
 */
final class OnnxRuntimeSampler implements FewStepSampler {

  private static final String OBSERVATION = "observation";

  private final OrtSession session;
  private final Network size;
  private final int candidates;
  private final int observations;
  private final FloatBuffer observation;
  private final FloatBuffer noise;
  private final FloatBuffer actions;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs;
  private String fault = "";

  OnnxRuntimeSampler(OrtSession session, Network size, int candidates, int observations)
      throws OrtException {
    this.session = session;
    this.size = size;
    this.candidates = candidates;
    this.observations = observations;
    observation = floats(observations * size.observations());
    noise = floats(candidates * size.actions());
    actions = floats(candidates * size.actions());
    // A model may do without.
    if (session.getInputNames().contains(OBSERVATION)) {
      inputs.put(OBSERVATION, tensor(observation, observations));
    }
    inputs.put("noise", tensor(noise, candidates));
    outputs = Map.of("actions", tensor(actions, candidates));
  }

  @Override
  public int observationSize() {
    return size.observations();
  }

  @Override
  public int chunkSize() {
    return size.actions();
  }

  @Override
  public int candidates() {
    return candidates;
  }

  @Override
  public int observations() {
    return observations;
  }

  @Override
  public int steps() {
    return size.steps();
  }

  @Override
  public SampleOutcome sample(float[] seen, float[] drawn, float[] answer) {
    observation.put(0, seen, 0, observation.capacity());
    noise.put(0, drawn, 0, noise.capacity());
    try {
      session.run(inputs, outputs).close();
    } catch (OrtException e) {
      fault = String.valueOf(e.getMessage());
      return SampleOutcome.FAILED;
    }
    actions.get(0, answer, 0, actions.capacity());
    return SampleOutcome.SAMPLED;
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
  }

  private static OnnxTensor tensor(FloatBuffer numbers, int rows) throws OrtException {
    long[] shape = {rows, numbers.capacity() / rows};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), numbers, shape);
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
