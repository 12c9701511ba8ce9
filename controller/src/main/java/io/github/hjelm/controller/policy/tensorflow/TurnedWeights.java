package io.github.hjelm.controller.policy.tensorflow;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Products by transposed weights, g·Wᵀ, written as products by weights that were transposed once.
 *
 * <p>What is carried back through a network meets its weights that way round. In a bundle they
 * stand once, the way that answers need them; TensorFlow turns them in every call, which for few
 * rows costs several times what the product does. A session keeps them both ways instead. The
 * numbers that are multiplied and added are the same.
 */
final class TurnedWeights {

  private static final String TURNED = "transpose_b";

  private final Map<String, NodeDef> constants = new HashMap<>();
  private final Map<String, String> turned = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final GraphDef.Builder rewritten;

  private TurnedWeights(GraphDef graph) {
    rewritten = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      names.add(node.getName());
      if (node.getOp().equals("Const")) {
        constants.put(node.getName(), node);
      }
    }
  }

  /** The same graph with its weights so written. */
  static GraphDef in(GraphDef graph) {
    TurnedWeights weights = new TurnedWeights(graph);
    graph.getNodeList().forEach(weights::add);
    return weights.rewritten.build();
  }

  private void add(NodeDef node) {
    boolean isProduct =
        node.getOp().equals("MatMul")
            && node.containsAttr(TURNED)
            && node.getAttrOrThrow(TURNED).getB();
    NodeDef weight = isProduct ? constants.get(node.getInput(1)) : null;
    if (weight == null || !isMatrix(weight.getAttrOrThrow("value").getTensor())) {
      rewritten.addNode(node);
      return;
    }
    rewritten.addNode(
        node.toBuilder()
            .setInput(1, turned(weight))
            .putAttr(TURNED, AttrValue.newBuilder().setB(false).build()));
  }

  /** Written number by number: a few that are all alike may be written once. */
  private static boolean isMatrix(TensorProto tensor) {
    return tensor.getDtype() == DataType.DT_FLOAT
        && tensor.getTensorShape().getDimCount() == 2
        && tensor.getTensorContent().size() == rows(tensor) * columns(tensor) * Float.BYTES;
  }

  private static int rows(TensorProto tensor) {
    return (int) tensor.getTensorShape().getDim(0).getSize();
  }

  private static int columns(TensorProto tensor) {
    return (int) tensor.getTensorShape().getDim(1).getSize();
  }

  private String turned(NodeDef weight) {
    String known = turned.get(weight.getName());
    if (known != null) {
      return known;
    }
    String name = weight.getName() + "_turned";
    while (!names.add(name)) {
      name = name + "_";
    }
    turned.put(weight.getName(), name);
    TensorProto tensor = transposed(weight.getAttrOrThrow("value").getTensor());
    rewritten.addNode(
        weight.toBuilder()
            .setName(name)
            .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build()));
    return name;
  }

  private static TensorProto transposed(TensorProto tensor) {
    int rows = rows(tensor);
    int columns = columns(tensor);
    ByteBuffer from =
        tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to =
        ByteBuffer.allocate(rows * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        to.putFloat(from.getFloat((row * columns + column) * Float.BYTES));
      }
    }
    TensorProto.Builder turned =
        tensor.toBuilder().setTensorContent(ByteString.copyFrom(to.flip()));
    turned.getTensorShapeBuilder().getDimBuilder(0).setSize(columns);
    turned.getTensorShapeBuilder().getDimBuilder(1).setSize(rows);
    return turned.build();
  }
}
