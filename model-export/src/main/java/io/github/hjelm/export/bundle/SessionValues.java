package io.github.hjelm.export.bundle;

import com.google.protobuf.ByteString;
import io.github.hjelm.controller.bundle.BundleRefusal;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.RawTensor;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Asks a session for values, all of them in one run. */
record SessionValues(Session session) implements NodeValues {

  @Override
  public List<TensorProto> of(List<NodeRef> nodes) throws BundleRefusal {
    List<TensorProto> values = new ArrayList<>();
    if (nodes.isEmpty()) {
      return values;
    }
    Session.Runner runner = session.runner();
    nodes.forEach(node -> runner.fetch(node.node(), node.index()));
    try (Result result = runner.run()) {
      for (int i = 0; i < nodes.size(); i++) {
        values.add(proto(result.get(i), nodes.get(i)));
      }
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
      throw new BundleRefusal(
          "the weights cannot be read, initialise all variables first: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
    return values;
  }

  private static TensorProto proto(Tensor tensor, NodeRef node) throws BundleRefusal {
    RawTensor raw = tensor.asRawTensor();
    DataType type = raw.dataType();
    boolean plain =
        switch (type) {
          case DT_FLOAT, DT_DOUBLE, DT_INT32, DT_INT64, DT_BOOL -> true;
          default -> false;
        };
    if (!plain) {
      throw new BundleRefusal(
          "node " + node.asInput() + " is worth " + type + ", which no policy needs");
    }
    ByteDataBuffer data = raw.data();
    byte[] bytes = new byte[(int) data.size()];
    data.read(bytes);
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < raw.shape().numDimensions(); i++) {
      shape.addDimBuilder().setSize(raw.shape().get(i));
    }
    return TensorProto.newBuilder()
        .setDtype(type)
        .setTensorShape(shape)
        .setTensorContent(ByteString.copyFrom(bytes))
        .build();
  }
}
