package io.github.hjelm.controller.policy.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Sums of a product and one row, x·W + s, written as what TensorFlow fuses: its optimiser makes one
 * operation of product, bias and activation, but takes no row for a bias that is computed, which
 * the part of the observation is that all candidates share.
 *
 * <p>Only where sizes are known and the row is one: a bias for each candidate stays a sum. The
 * numbers that are added are the same, in the same order.
 */
final class RowBiases {

  private static final Set<String> SUMS = Set.of("Add", "AddV2");
  private static final Set<String> SAME_SHAPE =
      Set.of("Relu", "ReluGrad", "Tanh", "Sigmoid", "Identity");
  private static final Set<String> BROADCAST = Set.of("Add", "AddV2", "Sub", "Mul", "BiasAdd");

  private final List<NodeDef> source;
  private final List<NodeDef> nodes = new ArrayList<>();
  private final Map<String, NodeDef> byName = new HashMap<>();
  private final Map<String, List<Long>> shapes = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();
  private final Map<String, String> flattened = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  private RowBiases(List<NodeDef> source) {
    this.source = source;
  }

  /**
   * The same graph with its biases so written.
   *
   * @param graph with inputs of known size
   * @param kept outputs that somebody asks for by name
   */
  static GraphDef in(GraphDef graph, Set<String> kept) {
    RowBiases biases = new RowBiases(graph.getNodeList());
    return graph.toBuilder().clearNode().addAllNode(biases.rewritten(kept)).build();
  }

  private List<NodeDef> rewritten(Set<String> kept) {
    for (NodeDef node : source) {
      names.add(node.getName());
      node.getInputList().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    // Whoever asks by name reads too.
    kept.forEach(name -> readers.merge(name, 2, Integer::sum));
    for (NodeDef node : source) {
      add(SUMS.contains(node.getOp()) ? biased(node) : node);
    }
    return nodes;
  }

  private void add(NodeDef node) {
    nodes.add(node);
    byName.put(node.getName(), node);
    List<Long> shape = shape(node);
    if (shape != null) {
      shapes.put(node.getName(), shape);
    }
  }

  private NodeDef biased(NodeDef sum) {
    for (int product = 0; product < 2; product++) {
      String x = sum.getInput(product);
      String s = sum.getInput(1 - product);
      if (isProductOfItsOwn(x) && isRowBeside(shapes.get(x), shapes.get(s))) {
        return NodeDef.newBuilder()
            .setName(sum.getName())
            .setOp("BiasAdd")
            .addInput(x)
            .addInput(flat(s))
            .putAttr("T", sum.getAttrOrThrow("T"))
            .build();
      }
    }
    return sum;
  }

  private boolean isProductOfItsOwn(String name) {
    NodeDef node = byName.get(name);
    return node != null && node.getOp().equals("MatMul") && readers.getOrDefault(name, 0) == 1;
  }

  private static boolean isRowBeside(@Nullable List<Long> product, @Nullable List<Long> row) {
    if (product == null || row == null || row.isEmpty()) {
      return false;
    }
    long columns = product.get(1);
    return row.equals(List.of(columns)) || row.equals(List.of(1L, columns));
  }

  /** The name of the same numbers without the axis of rows; sums of rows are sums of flat ones. */
  private String flat(String name) {
    List<Long> shape = shapes.getOrDefault(name, List.of());
    if (shape.size() == 1) {
      return name;
    }
    String known = flattened.get(name);
    if (known != null) {
      return known;
    }
    NodeDef node = byName.get(name);
    String made = fresh(name + "_flat");
    flattened.put(name, made);
    long columns = shape.get(shape.size() - 1);
    if (node != null && SUMS.contains(node.getOp()) && areRows(node, columns)) {
      add(
          NodeDef.newBuilder()
              .setName(made)
              .setOp("AddV2")
              .addInput(flat(node.getInput(0)))
              .addInput(flat(node.getInput(1)))
              .putAttr("T", node.getAttrOrThrow("T"))
              .build());
      return made;
    }
    String size = fresh(name + "_columns");
    add(columns(size, columns));
    add(
        NodeDef.newBuilder()
            .setName(made)
            .setOp("Reshape")
            .addInput(name)
            .addInput(size)
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tshape", type(DataType.DT_INT32))
            .build());
    return made;
  }

  private boolean areRows(NodeDef sum, long columns) {
    return sum.getInputList().stream()
        .allMatch(
            input -> {
              List<Long> shape = shapes.get(input);
              return shape != null
                  && (shape.equals(List.of(columns)) || shape.equals(List.of(1L, columns)));
            });
  }

  private String fresh(String wanted) {
    String name = wanted;
    while (!names.add(name)) {
      name = name + "_";
    }
    return name;
  }

  private static NodeDef columns(String name, long columns) {
    TensorProto.Builder size =
        TensorProto.newBuilder().setDtype(DataType.DT_INT32).addIntVal(Math.toIntExact(columns));
    size.getTensorShapeBuilder().addDimBuilder().setSize(1);
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", type(DataType.DT_INT32))
        .putAttr("value", AttrValue.newBuilder().setTensor(size).build())
        .build();
  }

  /** The shape of a node's only output; null where it is not known. */
  private @Nullable List<Long> shape(NodeDef node) {
    String op = node.getOp();
    if (op.equals("Placeholder")) {
      return sizes(node.getAttrOrThrow("shape").getShape());
    }
    if (op.equals("Const")) {
      return sizes(node.getAttrOrThrow("value").getTensor().getTensorShape());
    }
    if (SAME_SHAPE.contains(op)) {
      return shapes.get(node.getInput(0));
    }
    if (op.equals("MatMul")) {
      return product(node);
    }
    if (op.equals("Reshape") && flattened.containsValue(node.getName())) {
      List<Long> shape = shapes.get(node.getInput(0));
      return shape == null ? null : List.of(shape.get(shape.size() - 1));
    }
    return BROADCAST.contains(op)
        ? broadcast(shapes.get(node.getInput(0)), shapes.get(node.getInput(1)))
        : null;
  }

  private @Nullable List<Long> product(NodeDef node) {
    List<Long> a = shapes.get(node.getInput(0));
    List<Long> b = shapes.get(node.getInput(1));
    if (a == null || b == null || a.size() != 2 || b.size() != 2) {
      return null;
    }
    return List.of(
        a.get(isSet(node, "transpose_a") ? 1 : 0), b.get(isSet(node, "transpose_b") ? 0 : 1));
  }

  private static boolean isSet(NodeDef node, String attribute) {
    return node.containsAttr(attribute) && node.getAttrOrThrow(attribute).getB();
  }

  private static @Nullable List<Long> broadcast(@Nullable List<Long> a, @Nullable List<Long> b) {
    if (a == null || b == null) {
      return null;
    }
    List<Long> longer = a.size() >= b.size() ? a : b;
    List<Long> shorter = a.size() >= b.size() ? b : a;
    List<Long> shape = new ArrayList<>(longer);
    int offset = longer.size() - shorter.size();
    for (int axis = 0; axis < shorter.size(); axis++) {
      shape.set(axis + offset, Math.max(longer.get(axis + offset), shorter.get(axis)));
    }
    return shape;
  }

  private static @Nullable List<Long> sizes(TensorShapeProto shape) {
    List<Long> sizes = new ArrayList<>();
    for (TensorShapeProto.Dim dim : shape.getDimList()) {
      sizes.add(dim.getSize());
    }
    return shape.getUnknownRank() || sizes.stream().anyMatch(size -> size < 0) ? null : sizes;
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }
}
