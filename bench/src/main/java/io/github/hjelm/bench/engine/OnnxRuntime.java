package io.github.hjelm.bench.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SamplerRefusal;

/**
 * A policy in ONNX Runtime: one thread, the calling one, everything optimised. Samplers of all
 * sizes share its weights.
 */
final class OnnxRuntime implements SamplerMaker {

  /** Version 1.29.0 ends the process where its command line is longer than about 4 kB. */
  private static final int LONGEST_COMMAND_LINE = 4000;

  private final OrtSession session;
  private final Network size;

  private OnnxRuntime(OrtSession session, Network size) {
    this.session = session;
    this.size = size;
  }

  /** Nobody else knows its classes, which may be absent. */
  static SamplerMaker open(byte[] onnx, Network size) throws SamplerRefusal {
    int length = ProcessHandle.current().info().commandLine().map(String::length).orElse(0);
    if (length > LONGEST_COMMAND_LINE) {
      throw new SamplerRefusal(
          "ONNX Runtime does not survive a command line of %d characters: give the class path as lib/* or in CLASSPATH"
              .formatted(length));
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new OnnxRuntime(OrtEnvironment.getEnvironment().createSession(onnx, options), size);
    } catch (OrtException e) {
      throw new SamplerRefusal("ONNX Runtime does not take the network: " + e.getMessage(), e);
    }
  }

  @Override
  public FewStepSampler make(int candidates, int observations) throws SamplerRefusal {
    try {
      return new OnnxRuntimeSampler(session, size, candidates, observations);
    } catch (OrtException e) {
      throw new SamplerRefusal("ONNX Runtime does not take its inputs: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
