package io.github.hjelm.bench.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.bench.stack.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime with one thread, everything optimised, and tensors over buffers that are filled and
 * read in place: its inputs are never copied, its outputs are pinned.
 */
final class OnnxRuntimeEngine implements Engine {

  private final OrtSession session;
  private final List<Batch> batches = new ArrayList<>();

  /** Tensors of one number of rows. */
  private record Batch(
      FloatBuffer observations,
      FloatBuffer actions,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> outputs) {}

  private OnnxRuntimeEngine(Path folder, BenchNetwork network, int mostRows) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(folder.resolve(NetworkFolder.ONNX).toString(), options);
    }
    Network size = network.size();
    for (int rows = 1; rows <= mostRows; rows++) {
      FloatBuffer noise = floats(rows * size.actions());
      for (int row = 0; row < rows; row++) {
        noise.put(row * size.actions(), network.noise());
      }
      FloatBuffer observations = floats(rows * size.observations());
      FloatBuffer actions = floats(rows * size.actions());
      batches.add(
          new Batch(
              observations,
              actions,
              Map.of(
                  "observation", tensor(environment, observations, rows, size.observations()),
                  "noise", tensor(environment, noise, rows, size.actions())),
              Map.of("actions", tensor(environment, actions, rows, size.actions()))));
    }
  }

  /** Nobody else knows its classes, which may be absent. */
  static Engine open(Path folder, BenchNetwork network, int mostRows) throws EngineRefusal {
    try {
      return new OnnxRuntimeEngine(folder, network, mostRows);
    } catch (OrtException e) {
      throw new EngineRefusal("ONNX Runtime does not take the network: " + e.getMessage(), e);
    }
  }

  @Override
  public void infer(float[] observations, int rows, float[] actions) {
    Batch batch = batches.get(rows - 1);
    batch.observations.put(0, observations, 0, batch.observations.capacity());
    try {
      session.run(batch.inputs, batch.outputs).close();
      batch.actions.get(0, actions, 0, batch.actions.capacity());
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (Batch batch : batches) {
      batch.inputs.values().forEach(OnnxTensor::close);
      batch.outputs.values().forEach(OnnxTensor::close);
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, FloatBuffer numbers, int rows, int columns) throws OrtException {
    return OnnxTensor.createTensor(environment, numbers, new long[] {rows, columns});
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
