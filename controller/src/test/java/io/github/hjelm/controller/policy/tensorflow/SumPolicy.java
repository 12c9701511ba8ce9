package io.github.hjelm.controller.policy.tensorflow;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;

/** The smallest policy there is: actions = noise + observation · W, with W[i][j] = 1 + i + 10·j. */
public final class SumPolicy {

  public static final int OBSERVATION = 2;
  public static final int CHUNK = 3;

  private SumPolicy() {}

  /** The bytes of {@code saved_model.pb}. */
  public static byte[] bytes() {
    return model().build().toByteArray();
  }

  /** The same with a guided twin: actions + w (p - actions), the plan p where it counts for 1. */
  public static byte[] guidedBytes() {
    SavedModel.Builder model = model();
    MetaGraphDef.Builder graph = model.getMetaGraphsBuilder(0);
    GraphDef.Builder nodes = graph.getGraphDefBuilder();
    nodes.addNode(placeholder("p", CHUNK));
    nodes.addNode(placeholder("pw", CHUNK));
    nodes.addNode(node("off", "Sub", "p", "sum").putAttr("T", type()));
    nodes.addNode(node("bent", "Mul", "pw", "off").putAttr("T", type()));
    nodes.addNode(node("guided", "AddV2", "sum", "bent").putAttr("T", type()));
    graph.putSignatureDef(
        "guided_serving_default",
        SignatureDef.newBuilder()
            .putInputs("observation", info("o:0", OBSERVATION))
            .putInputs("noise", info("z:0", CHUNK))
            .putInputs("prefix", info("p:0", CHUNK))
            .putInputs("prefix_weights", info("pw:0", CHUNK))
            .putOutputs("actions", info("guided:0", CHUNK))
            .build());
    return model.build().toByteArray();
  }

  /** The same with a function in its library that holds one node. */
  public static byte[] withFunction(String op) {
    SavedModel.Builder model = model();
    model
        .getMetaGraphsBuilder(0)
        .getGraphDefBuilder()
        .getLibraryBuilder()
        .addFunctionBuilder()
        .addNodeDefBuilder()
        .setName("hidden")
        .setOp(op);
    return model.build().toByteArray();
  }

  /** The same that answers so many rows at a time, whatever it is asked for. */
  public static byte[] ofRows(int rows) {
    SavedModel.Builder model = model();
    TensorProto.Builder zeros = TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(0);
    zeros.getTensorShapeBuilder().addDimBuilder().setSize(rows);
    zeros.getTensorShapeBuilder().addDimBuilder().setSize(CHUNK);
    MetaGraphDef.Builder graph = model.getMetaGraphsBuilder(0);
    graph
        .getGraphDefBuilder()
        .addNode(
            node("rows", "Const")
                .putAttr("dtype", type())
                .putAttr("value", AttrValue.newBuilder().setTensor(zeros).build()))
        .addNode(node("so-many", "AddV2", "sum", "rows").putAttr("T", type()));
    SignatureDef served = graph.getSignatureDefOrThrow("serving_default");
    graph.putSignatureDef(
        "serving_default",
        served.toBuilder().putOutputs("actions", info("so-many:0", CHUNK)).build());
    return model.build().toByteArray();
  }

  /** The same with one node more. */
  static byte[] withNode(String op) {
    SavedModel.Builder model = model();
    model.getMetaGraphsBuilder(0).getGraphDefBuilder().addNode(node("more", op));
    return model.build().toByteArray();
  }

  /** The same with the noise bent by an operation before it is added. */
  public static byte[] through(String op) {
    SavedModel.Builder model = model();
    GraphDef.Builder nodes = model.getMetaGraphsBuilder(0).getGraphDefBuilder();
    nodes.addNode(nodes.getNodeCount() - 1, node("bent", op, "z").putAttr("T", type()));
    nodes.getNodeBuilder(nodes.getNodeCount() - 1).setInput(1, "bent");
    return model.build().toByteArray();
  }

  /** The same with one constant that claims to be huge. */
  public static byte[] withHugeConstant() {
    SavedModel.Builder model = model();
    TensorProto.Builder huge = TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(1);
    huge.getTensorShapeBuilder().addDimBuilder().setSize(1L << 20);
    huge.getTensorShapeBuilder().addDimBuilder().setSize(1L << 20);
    model
        .getMetaGraphsBuilder(0)
        .getGraphDefBuilder()
        .addNodeBuilder()
        .setName("huge")
        .setOp("Const")
        .putAttr("value", AttrValue.newBuilder().setTensor(huge).build());
    return model.build().toByteArray();
  }

  /** What it answers, for one observation and one noise. */
  public static float[] answer(float[] observation, float[] noise) {
    float[] actions = noise.clone();
    for (int j = 0; j < CHUNK; j++) {
      for (int i = 0; i < OBSERVATION; i++) {
        actions[j] += observation[i] * (1 + i + 10 * j);
      }
    }
    return actions;
  }

  private static SavedModel.Builder model() {
    SavedModel.Builder model = SavedModel.newBuilder().setSavedModelSchemaVersion(1);
    MetaGraphDef.Builder graph = model.addMetaGraphsBuilder();
    graph.getMetaInfoDefBuilder().addTags("serve");
    GraphDef.Builder nodes = graph.getGraphDefBuilder();
    nodes.getVersionsBuilder().setProducer(1882);
    nodes.addNode(placeholder("o", OBSERVATION));
    nodes.addNode(placeholder("z", CHUNK));
    nodes.addNode(node("w", "Const").putAttr("dtype", type()).putAttr("value", weights()));
    nodes.addNode(node("product", "MatMul", "o", "w").putAttr("T", type()));
    nodes.addNode(node("sum", "AddV2", "product", "z").putAttr("T", type()));
    graph.putSignatureDef(
        "serving_default",
        SignatureDef.newBuilder()
            .putInputs("observation", info("o:0", OBSERVATION))
            .putInputs("noise", info("z:0", CHUNK))
            .putOutputs("actions", info("sum:0", CHUNK))
            .build());
    return model;
  }

  private static NodeDef.Builder node(String name, String op, String... inputs) {
    return NodeDef.newBuilder().setName(name).setOp(op).addAllInput(List.of(inputs));
  }

  private static NodeDef.Builder placeholder(String name, int width) {
    AttrValue.Builder shape = AttrValue.newBuilder();
    shape.getShapeBuilder().addDimBuilder().setSize(-1);
    shape.getShapeBuilder().addDimBuilder().setSize(width);
    return node(name, "Placeholder").putAttr("dtype", type()).putAttr("shape", shape.build());
  }

  private static AttrValue type() {
    return AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
  }

  private static AttrValue weights() {
    ByteBuffer content =
        ByteBuffer.allocate(OBSERVATION * CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < OBSERVATION; i++) {
      for (int j = 0; j < CHUNK; j++) {
        content.putFloat(1 + i + 10 * j);
      }
    }
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorContent(ByteString.copyFrom(content.flip()));
    tensor.getTensorShapeBuilder().addDimBuilder().setSize(OBSERVATION);
    tensor.getTensorShapeBuilder().addDimBuilder().setSize(CHUNK);
    return AttrValue.newBuilder().setTensor(tensor).build();
  }

  private static TensorInfo info(String name, int width) {
    TensorInfo.Builder info = TensorInfo.newBuilder().setName(name).setDtype(DataType.DT_FLOAT);
    info.getTensorShapeBuilder().addDimBuilder().setSize(-1);
    info.getTensorShapeBuilder().addDimBuilder().setSize(width);
    return info.build();
  }
}
