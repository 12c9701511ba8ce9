package io.github.hjelm.controller.policy.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

class TurnedWeightsTest {

  private final GraphDef.Builder graph = GraphDef.newBuilder();

  TurnedWeightsTest() {
    ByteBuffer content = ByteBuffer.allocate(6 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      content.putFloat(i);
    }
    TensorProto.Builder matrix =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorContent(ByteString.copyFrom(content.flip()));
    matrix.getTensorShapeBuilder().addDimBuilder().setSize(2);
    matrix.getTensorShapeBuilder().addDimBuilder().setSize(3);
    graph.addNode(
        NodeDef.newBuilder()
            .setName("w")
            .setOp("Const")
            .putAttr("value", AttrValue.newBuilder().setTensor(matrix).build()));
    graph.addNode(NodeDef.newBuilder().setName("g").setOp("Placeholder"));
  }

  private void product(String name, String by, boolean turned) {
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("MatMul")
            .addInput("g")
            .addInput(by)
            .putAttr("transpose_b", AttrValue.newBuilder().setB(turned).build()));
  }

  private NodeDef written(String name) {
    return TurnedWeights.in(graph.build()).getNodeList().stream()
        .filter(node -> node.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void weightsAreTurnedOnce() {
    product("back", "w", true);
    product("again", "w", true);
    assertEquals(List.of("g", "w_turned"), written("back").getInputList());
    assertEquals(List.of("g", "w_turned"), written("again").getInputList());
    assertEquals(false, written("back").getAttrOrThrow("transpose_b").getB());
    assertEquals(5, TurnedWeights.in(graph.build()).getNodeCount());
    TensorProto turned = written("w_turned").getAttrOrThrow("value").getTensor();
    assertEquals(3, turned.getTensorShape().getDim(0).getSize());
    assertEquals(2, turned.getTensorShape().getDim(1).getSize());
    ByteBuffer numbers =
        turned.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    for (float expected : new float[] {0, 3, 1, 4, 2, 5}) {
      assertEquals(expected, numbers.getFloat());
    }
  }

  @Test
  void theRestStaysAsItIs() {
    product("forth", "w", false);
    product("computed", "g", true);
    assertEquals(graph.build(), TurnedWeights.in(graph.build()));
  }

  @Test
  void aNameThatIsTakenIsNotTakenAgain() {
    graph.addNode(NodeDef.newBuilder().setName("w_turned").setOp("NoOp"));
    product("back", "w", true);
    assertEquals(List.of("g", "w_turned_"), written("back").getInputList());
  }
}
