package io.github.hjelm.bench.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * ONNX Runtime as fast as its Java interface goes: every optimisation, the calling thread alone,
 * inputs and output in direct memory that is made once and used again.
 */
final class OnnxEngine implements Engine {

  /** Version 1.29.0 ends the process where its command line is longer than about 4 kB. */
  private static final int LONGEST_COMMAND_LINE = 4000;

  private final FloatBuffer observation;
  private final FloatBuffer noise;
  private final FloatBuffer actions;
  private final OrtSession session;
  private final Map<String, OnnxTensorLike> inputs = new LinkedHashMap<>();
  private final OnnxTensor output;
  private final Map<String, OnnxValue> pinned;

  OnnxEngine(byte[] model, SeededPolicy policy, int candidates) {
    requireShortCommandLine();
    observation = direct(policy.observationSize());
    noise = direct(candidates * policy.chunkSize());
    actions = direct(candidates * policy.chunkSize());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(model, options);
      if (session.getInputNames().contains("observation")) {
        long[] shape = {1, policy.observationSize()};
        inputs.put("observation", OnnxTensor.createTensor(environment, observation, shape));
      }
      long[] shape = {candidates, policy.chunkSize()};
      inputs.put("noise", OnnxTensor.createTensor(environment, noise, shape));
      output = OnnxTensor.createTensor(environment, actions, shape);
      pinned = Map.of("actions", output);
    } catch (OrtException e) {
      throw refused(e);
    }
  }

  @Override
  public void run(float[] observations, float[] noises, float[] answer) {
    observation.put(0, observations);
    noise.put(0, noises);
    try {
      session.run(inputs, Set.of(), pinned).close();
    } catch (OrtException e) {
      throw refused(e);
    }
    actions.get(0, answer);
  }

  @Override
  public void close() {
    try {
      inputs.values().forEach(OnnxTensorLike::close);
      output.close();
      session.close();
    } catch (OrtException e) {
      throw refused(e);
    }
  }

  private static void requireShortCommandLine() {
    int length = ProcessHandle.current().info().commandLine().map(String::length).orElse(0);
    if (length > LONGEST_COMMAND_LINE) {
      throw new IllegalStateException(
          "ONNX Runtime does not survive a command line of %d characters: give the class path as lib/* or in CLASSPATH."
              .formatted(length));
    }
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static IllegalStateException refused(OrtException e) {
    return new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
  }
}
