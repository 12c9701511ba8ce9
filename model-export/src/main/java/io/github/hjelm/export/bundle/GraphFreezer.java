package io.github.hjelm.export.bundle;

import com.google.protobuf.ByteString;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.OpAllowList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Freezes one graph: prunes it to its outputs, replaces what depends on no input by its value, lets
 * equal nodes be one, and puts the rest in an order that depends on the outputs alone.
 */
final class GraphFreezer {

  /** What holds weights; a bundle holds their values. */
  private static final Set<String> VARIABLES =
      Set.of("VarHandleOp", "ReadVariableOp", "VariableV2", "DisableCopyOnRead");

  /** Answer what they are asked. */
  private static final Set<String> PASSING =
      Set.of("Identity", "StopGradient", "PreventGradient", "Snapshot");

  private static final String PLACEHOLDER = "Placeholder";

  private final GraphDef source;
  private final NodeValues values;
  private final Map<String, NodeDef> nodes = new HashMap<>();

  /** Reachable nodes, each behind its inputs, and those of them that depend on an input. */
  private final List<String> order = new ArrayList<>();

  private final Set<String> live = new HashSet<>();

  private final GraphDef.Builder frozen = GraphDef.newBuilder();
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<ByteString, String> equals = new HashMap<>();
  private final Map<NodeRef, String> constants = new HashMap<>();
  private Map<NodeRef, TensorProto> folded = Map.of();

  GraphFreezer(GraphDef source, NodeValues values) {
    this.source = source;
    this.values = values;
    source.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  FrozenGraph freeze(
      String observation,
      String noise,
      Optional<FrozenGraph.Prefix> prefix,
      int observationSize,
      int chunkSize,
      Map<String, NodeRef> outputs)
      throws BundleRefusal {
    order.add(observation);
    order.add(noise);
    prefix.ifPresent(ports -> order.addAll(List.of(ports.actions(), ports.weights())));
    live.addAll(order);
    for (NodeRef output : outputs.values()) {
      visit(output.node());
    }
    folded = foldedValues(outputs);
    Set<String> kept = outputs.values().stream().map(NodeRef::node).collect(Collectors.toSet());
    names.addAll(order);
    for (String name : order) {
      if (live.contains(name)) {
        emit(node(name), kept.contains(name));
      }
    }
    Map<String, String> ports = new LinkedHashMap<>();
    for (Map.Entry<String, NodeRef> output : outputs.entrySet()) {
      String answer = resolved(output.getValue());
      boolean heedsNoise = depends(output.getValue().node(), noise);
      ports.put(
          output.getKey(),
          NodeRef.of(heedsNoise ? answer : repeated(output.getKey(), answer, noise)).asPort());
    }
    frozen.setVersions(source.getVersions());
    return new FrozenGraph(
        frozen.build(), observation, noise, observationSize, chunkSize, prefix, ports);
  }

  /**
   * Orders what a node needs, itself last; without recursion, for graphs of many steps are deep.
   */
  private void visit(String output) throws BundleRefusal {
    Set<String> done = new HashSet<>(order);
    Set<String> open = new HashSet<>();
    Deque<String> stack = new ArrayDeque<>();
    stack.push(output);
    while (!stack.isEmpty()) {
      String name = stack.peek();
      if (done.contains(name)) {
        stack.pop();
        continue;
      }
      NodeDef node = node(name);
      List<NodeRef> inputs = inputs(node);
      if (open.add(name)) {
        requireFreezable(node);
        for (int i = inputs.size() - 1; i >= 0; i--) {
          stack.push(inputs.get(i).node());
        }
      } else {
        stack.pop();
        done.add(name);
        order.add(name);
        if (inputs.stream().anyMatch(input -> live.contains(input.node()))) {
          live.add(name);
        }
      }
    }
  }

  private void requireFreezable(NodeDef node) throws BundleRefusal {
    if (node.getOp().equals(PLACEHOLDER)) {
      throw new BundleRefusal(
          "the policy reads the placeholder "
              + node.getName()
              + ", but only observation and noise are given to one");
    }
    if (!OpAllowList.allows(node.getOp()) && !VARIABLES.contains(node.getOp())) {
      throw new BundleRefusal(
          "the policy uses the operation "
              + node.getOp()
              + " (node "
              + node.getName()
              + "), which a bundle may not hold: build it of arithmetic on its two inputs");
    }
  }

  private Map<NodeRef, TensorProto> foldedValues(Map<String, NodeRef> outputs)
      throws BundleRefusal {
    Set<NodeRef> wanted = new LinkedHashSet<>();
    for (String name : order) {
      if (live.contains(name)) {
        inputs(node(name)).stream().filter(ref -> !live.contains(ref.node())).forEach(wanted::add);
      }
    }
    outputs.values().stream().filter(ref -> !live.contains(ref.node())).forEach(wanted::add);
    List<NodeRef> asked = List.copyOf(wanted);
    List<TensorProto> answers = values.of(asked);
    Map<NodeRef, TensorProto> byNode = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      byNode.put(asked.get(i), answers.get(i));
    }
    return byNode;
  }

  private void emit(NodeDef node, boolean kept) {
    List<String> inputs = inputs(node).stream().map(this::resolved).toList();
    // An output keeps its node: one that were the input itself could not be fetched.
    if (PASSING.contains(node.getOp()) && !kept) {
      aliases.put(node.getName(), inputs.get(0));
      return;
    }
    NodeDef.Builder bare = NodeDef.newBuilder().setOp(node.getOp()).addAllInput(inputs);
    new TreeMap<>(node.getAttrMap())
        .forEach(
            (name, value) -> {
              if (!name.startsWith("_")) {
                bare.putAttr(name, value);
              }
            });
    if (node.getOp().equals(PLACEHOLDER)) {
      frozen.addNode(bare.setName(node.getName()));
    } else {
      aliases.put(node.getName(), shared(bare, node.getName()));
    }
  }

  /** Adds a node unless an equal one is there; answers the name of the one that is. */
  private String shared(NodeDef.Builder bare, String name) {
    ByteString key = Bytes.deterministic(bare.build());
    String present = equals.get(key);
    if (present != null) {
      return present;
    }
    equals.put(key, name);
    frozen.addNode(bare.setName(name));
    return name;
  }

  private String resolved(NodeRef ref) {
    if (!live.contains(ref.node())) {
      return constant(ref);
    }
    String alias = aliases.get(ref.node());
    if (alias == null) {
      return ref.asInput();
    }
    return ref.index() == 0 ? alias : new NodeRef(alias, ref.index()).asInput();
  }

  private String constant(NodeRef ref) {
    String known = constants.get(ref);
    if (known != null) {
      return known;
    }
    TensorProto value = folded(ref);
    String name = ref.node();
    if (ref.index() != 0) {
      name = name + "_output_" + ref.index();
      while (!names.add(name)) {
        name = name + "_";
      }
    }
    String present = shared(constantNode(value), name);
    constants.put(ref, present);
    return present;
  }

  private TensorProto folded(NodeRef ref) {
    TensorProto value = folded.get(ref);
    if (value == null) {
      throw new IllegalStateException(ref.asInput() + " was not asked for");
    }
    return value;
  }

  /** An answer that heeds no noise is the same for every row of it. */
  private String repeated(String signature, String answer, String noise) {
    NodeDef.Builder shape =
        NodeDef.newBuilder()
            .setOp("Shape")
            .addInput(noise)
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("out_type", type(DataType.DT_INT32));
    String rows = shared(shape, fresh(signature + "_rows"));
    NodeDef.Builder repeat =
        NodeDef.newBuilder()
            .setOp("BroadcastTo")
            .addInput(answer)
            .addInput(rows)
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tidx", type(DataType.DT_INT32));
    return shared(repeat, fresh(signature + "_repeated"));
  }

  private String fresh(String wanted) {
    String name = wanted;
    while (!names.add(name)) {
      name = name + "_";
    }
    return name;
  }

  private boolean depends(String output, String input) throws BundleRefusal {
    Set<String> seen = new HashSet<>();
    Deque<String> stack = new ArrayDeque<>(List.of(output));
    while (!stack.isEmpty()) {
      String name = stack.pop();
      if (name.equals(input)) {
        return true;
      }
      if (seen.add(name)) {
        inputs(node(name)).forEach(ref -> stack.push(ref.node()));
      }
    }
    return false;
  }

  private NodeDef node(String name) {
    NodeDef node = nodes.get(name);
    if (node == null) {
      throw new IllegalStateException("the graph reads '" + name + "', which is not in it");
    }
    return node;
  }

  private static List<NodeRef> inputs(NodeDef node) {
    return node.getInputList().stream()
        .filter(input -> !NodeRef.isControl(input))
        .map(NodeRef::of)
        .toList();
  }

  static NodeDef.Builder constantNode(TensorProto value) {
    return NodeDef.newBuilder()
        .setOp("Const")
        .putAttr("dtype", type(value.getDtype()))
        .putAttr("value", AttrValue.newBuilder().setTensor(value).build());
  }

  static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }
}
