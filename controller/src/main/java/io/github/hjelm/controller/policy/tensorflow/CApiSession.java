package io.github.hjelm.controller.policy.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphImportGraphDef;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphOperationByName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/**
 * A {@link GraphSession} on the classes of TensorFlow's C interface: every structure of a call is
 * made once and used again, inputs are written where TensorFlow reads them, and the output is
 * copied out before its memory is given back.
 *
 * <p>Belongs to one thread at a time.
 */
final class CApiSession implements GraphSession {

  private static final int DT_FLOAT = 1;
  private static final int TF_OK = 0;

  /** A tensor of the graph, and the rows and columns that it has in this session. */
  record Port(String name, int index, int rows, int columns) {

    int floats() {
      return Math.multiplyExact(rows, columns);
    }

    long[] shape() {
      return new long[] {rows, columns};
    }
  }

  /** Where everything lies that a call is told; valid until the session is closed. */
  record Addresses(
      long session,
      long status,
      long inputPorts,
      long inputTensors,
      int inputs,
      long outputPort,
      long outputTensor,
      int outputFloats) {}

  private final TF_Status status = TF_Status.newStatus();
  private final TF_Graph graph = TF_Graph.newGraph();
  private final TF_Session session;
  private final TF_Tensor[] inputs;
  private final FloatBuffer[] views;
  private final TF_Output inputPorts;
  private final TF_Output outputPort;
  private final PointerPointer<TF_Tensor> inputTensors;
  private final PointerPointer<TF_Tensor> outputTensor;

  /** The same memory as {@link #outputTensor}, read without making an object. */
  private final LongPointer outputAddress;

  private final TensorAt answered = new TensorAt();
  private final FloatsAt floats = new FloatsAt();
  private final int outputFloats;

  CApiSession(GraphDef definition, ConfigProto config, List<Port> inputs, Port output)
      throws SamplerRefusal {
    load();
    int count = inputs.size();
    this.inputs = new TF_Tensor[count];
    views = new FloatBuffer[count];
    inputPorts = new TF_Output(count);
    outputPort = new TF_Output(1);
    inputTensors = new PointerPointer<>(count);
    outputTensor = new PointerPointer<>(1);
    outputTensor.put(0, (Pointer) null);
    outputAddress = new LongPointer(outputTensor);
    outputFloats = output.floats();
    importGraph(definition);
    for (int i = 0; i < count; i++) {
      Port port = inputs.get(i);
      TF_Tensor tensor =
          TF_Tensor.allocateTensor(DT_FLOAT, port.shape(), (long) port.floats() * Float.BYTES);
      this.inputs[i] = tensor;
      views[i] =
          TF_TensorData(tensor)
              .capacity((long) port.floats() * Float.BYTES)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      inputTensors.put(i, tensor);
      bind(inputPorts, i, port);
    }
    bind(outputPort, 0, output);
    inputPorts.position(0);
    outputPort.position(0);
    session = session(config);
  }

  @Override
  @HotPath
  public void put(int input, float[] values) {
    views[input].put(0, values, 0, views[input].capacity());
  }

  @Override
  @HotPath
  public SampleOutcome run(float[] output) {
    TF_SessionRun(
        session,
        (TF_Buffer) null,
        inputPorts,
        inputTensors,
        inputs.length,
        outputPort,
        outputTensor,
        1,
        (PointerPointer<?>) null,
        0,
        (TF_Buffer) null,
        status);
    if (TF_GetCode(status) != TF_OK) {
      return SampleOutcome.FAILED;
    }
    TF_Tensor tensor = answered.at(outputAddress.get(0));
    // An output may share the memory of an input, so it is copied before anything is put again.
    boolean fits = TF_TensorByteSize(tensor) == (long) outputFloats * Float.BYTES;
    if (fits) {
      floats.at(TF_TensorData(tensor).address()).get(output, 0, outputFloats);
    }
    TF_DeleteTensor(tensor);
    return fits ? SampleOutcome.SAMPLED : SampleOutcome.WRONG_SIZE;
  }

  Addresses addresses() {
    return new Addresses(
        session.address(),
        status.address(),
        inputPorts.address(),
        inputTensors.address(),
        inputs.length,
        outputPort.address(),
        outputTensor.address(),
        outputFloats);
  }

  @Override
  public String fault() {
    return TF_GetCode(status) == TF_OK ? "" : TF_Message(status).getString();
  }

  @Override
  public void close() {
    for (TF_Tensor input : inputs) {
      input.delete();
    }
    session.delete();
    graph.delete();
    status.delete();
    inputPorts.deallocate();
    outputPort.deallocate();
    inputTensors.deallocate();
    outputTensor.deallocate();
  }

  /** Brings TensorFlow into this process. */
  static void load() throws SamplerRefusal {
    try {
      TensorFlow.version();
    } catch (LinkageError e) {
      throw new SamplerRefusal("TensorFlow's native library does not load: see hjelm doctor", e);
    }
  }

  private void importGraph(GraphDef definition) throws SamplerRefusal {
    TF_Buffer buffer = TF_Buffer.newBufferFromString(definition);
    TF_ImportGraphDefOptions options = TF_ImportGraphDefOptions.newImportGraphDefOptions();
    try {
      TF_GraphImportGraphDef(graph, buffer, options, status);
      requireOk("does not accept the graph");
    } finally {
      options.delete();
      buffer.delete();
    }
  }

  private TF_Session session(ConfigProto config) throws SamplerRefusal {
    byte[] bytes = config.toByteArray();
    TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
    try (BytePointer text = new BytePointer(bytes)) {
      TF_SetConfig(options, text, bytes.length, status);
      requireOk("does not accept its settings");
      TF_Session made = TF_Session.newSession(graph, options, status);
      requireOk("opens no session");
      return made;
    } finally {
      options.delete();
    }
  }

  private void bind(TF_Output ports, int at, Port port) throws SamplerRefusal {
    TF_Operation operation = TF_GraphOperationByName(graph, port.name());
    if (operation == null || operation.isNull()) {
      throw new SamplerRefusal("the graph has no node '" + port.name() + "': export it again");
    }
    ports.position(at).oper(operation).index(port.index());
  }

  private void requireOk(String otherwise) throws SamplerRefusal {
    if (TF_GetCode(status) != TF_OK) {
      throw new SamplerRefusal(
          "TensorFlow " + otherwise + " (" + TF_Message(status).getString() + ")");
    }
  }

  /** Points at whatever tensor was answered; owns nothing. */
  private static final class TensorAt extends TF_Tensor {
    TF_Tensor at(long place) {
      address = place;
      return this;
    }
  }

  /** Points at whatever numbers were answered; owns nothing. */
  private static final class FloatsAt extends FloatPointer {
    FloatsAt() {
      super((Pointer) null);
    }

    FloatPointer at(long place) {
      address = place;
      return this;
    }
  }
}
