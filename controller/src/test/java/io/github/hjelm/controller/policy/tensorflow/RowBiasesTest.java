package io.github.hjelm.controller.policy.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

class RowBiasesTest {

  private static final int ROWS = 5;
  private static final int IN = 3;
  private static final int OUT = 4;

  private final GraphDef.Builder graph = GraphDef.newBuilder();

  RowBiasesTest() {
    placeholder("o", 1, IN);
    placeholder("x", ROWS, IN);
    constant("w", IN, OUT);
    constant("b", OUT);
    constant("row", 1, OUT);
    add("product", "MatMul", "x", "w");
  }

  @Test
  void aConstantIsABias() {
    add("sum", "AddV2", "product", "b");
    assertEquals("BiasAdd[product, b]", described("sum"));
  }

  @Test
  void whatIsComputedOfOneRowIsABias() {
    add("seen", "MatMul", "o", "w");
    add("sum", "Add", "seen", "product");
    assertEquals("BiasAdd[product, seen_flat]", described("sum"));
    assertEquals("Reshape[seen, seen_columns]", described("seen_flat"));
  }

  @Test
  void sumsOfRowsAreSummedFlat() {
    add("seen", "MatMul", "o", "w");
    add("shift", "AddV2", "seen", "row");
    // Another reader, so that the observation's product is not fused with this constant.
    add("other", "Relu", "seen");
    add("sum", "AddV2", "product", "shift");
    assertEquals("BiasAdd[product, shift_flat]", described("sum"));
    assertEquals("AddV2[seen_flat, row_flat]", described("shift_flat"));
  }

  /** A guided policy's later steps are made of gradients. */
  @Test
  void whatAGradientIsPartOfHasAShape() {
    add("seen", "MatMul", "o", "w");
    placeholder("e", ROWS, IN);
    add("g", "ReluGrad", "e", "x");
    add("next", "AddV2", "x", "g");
    add("other", "MatMul", "next", "w");
    add("sum", "AddV2", "other", "seen");
    assertEquals("BiasAdd[other, seen_flat]", described("sum"));
  }

  @Test
  void aBiasForEachRowStaysASum() {
    placeholder("each", ROWS, OUT);
    add("sum", "AddV2", "product", "each");
    assertEquals("AddV2[product, each]", described("sum"));
  }

  @Test
  void aProductThatOthersReadStaysOnItsOwn() {
    add("sum", "AddV2", "product", "b");
    add("other", "Relu", "product");
    assertEquals("AddV2[product, b]", described("sum"));
  }

  @Test
  void aProductThatIsAskedForStaysOnItsOwn() {
    add("sum", "AddV2", "product", "b");
    assertEquals("AddV2[product, b]", described("sum", "product"));
  }

  @Test
  void unknownSizesStayAsTheyAre() {
    placeholder("any", -1, IN);
    add("wide", "MatMul", "any", "w");
    placeholder("bias", -1, OUT);
    add("sum", "AddV2", "wide", "bias");
    assertEquals("AddV2[wide, bias]", described("sum"));
  }

  @Test
  void namesStayDifferent() {
    add("seen", "MatMul", "o", "w");
    add("seen_flat", "Relu", "x");
    add("sum", "AddV2", "product", "seen");
    List<String> names =
        RowBiases.in(graph.build(), Set.of("sum")).getNodeList().stream()
            .map(NodeDef::getName)
            .collect(Collectors.toList());
    assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
    assertFalse(described("sum").contains("seen_flat]"), described("sum"));
  }

  private String described(String node, String... kept) {
    return RowBiases.in(graph.build(), Set.of(kept)).getNodeList().stream()
        .filter(each -> each.getName().equals(node))
        .map(each -> each.getOp() + each.getInputList())
        .findFirst()
        .orElse("nothing");
  }

  private void add(String name, String op, String... inputs) {
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp(op)
            .addAllInput(List.of(inputs))
            .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build()));
  }

  private void placeholder(String name, long... sizes) {
    AttrValue.Builder shape = AttrValue.newBuilder();
    for (long size : sizes) {
      shape.getShapeBuilder().addDimBuilder().setSize(size);
    }
    graph.addNode(
        NodeDef.newBuilder().setName(name).setOp("Placeholder").putAttr("shape", shape.build()));
  }

  private void constant(String name, long... sizes) {
    TensorProto.Builder tensor = TensorProto.newBuilder();
    for (long size : sizes) {
      tensor.getTensorShapeBuilder().addDimBuilder().setSize(size);
    }
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build()));
  }
}
