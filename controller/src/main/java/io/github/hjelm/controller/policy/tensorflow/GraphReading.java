package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.graph.Constant;
import io.github.hjelm.controller.policy.graph.Operation;
import io.github.hjelm.controller.policy.graph.PolicyGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Describes what one signature computes without TensorFlow's classes. */
final class GraphReading {

  private static final String FIRST = ":0";
  private static final String CONSTANT = "Const";

  private final Map<String, NodeDef> nodes = new HashMap<>();

  private GraphReading(GraphDef graph) {
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  static PolicyGraph read(GraphDef graph, SignaturePorts ports) throws SamplerRefusal {
    String observation = first(ports.observation().getName());
    String noise = first(ports.noise().getName());
    String actions = first(ports.actions().getName());
    return new PolicyGraph(
        new GraphReading(graph).ordered(List.of(observation, noise, actions)),
        observation,
        noise,
        actions);
  }

  /** Each behind what it reads; without recursion, for graphs of many steps are deep. */
  private List<Operation> ordered(List<String> wanted) throws SamplerRefusal {
    Map<String, Operation> done = new LinkedHashMap<>();
    Set<String> open = new HashSet<>();
    Deque<String> stack = new ArrayDeque<>();
    for (String name : wanted) {
      stack.push(name);
      while (!stack.isEmpty()) {
        String top = stack.peek();
        if (done.containsKey(top)) {
          stack.pop();
        } else if (open.add(top)) {
          List<String> inputs = operation(top).inputs();
          for (int i = inputs.size() - 1; i >= 0; i--) {
            stack.push(owner(inputs.get(i)));
          }
        } else {
          stack.pop();
          Operation operation = operation(top);
          if (!operation.inputs().stream().map(GraphReading::owner).allMatch(done::containsKey)) {
            throw new SamplerRefusal("the graph runs in a circle at node " + top);
          }
          done.put(top, operation);
        }
      }
    }
    return new ArrayList<>(done.values());
  }

  private Operation operation(String name) throws SamplerRefusal {
    NodeDef node = nodes.get(name);
    if (node == null) {
      throw new SamplerRefusal("the graph reads '" + name + "', which is not in it");
    }
    Set<String> flags = new HashSet<>();
    node.getAttrMap()
        .forEach(
            (attribute, value) -> {
              if (value.getValueCase() == AttrValue.ValueCase.B && value.getB()) {
                flags.add(attribute);
              }
            });
    return new Operation(
        name,
        node.getOp(),
        node.getInputList().stream()
            .filter(input -> !input.startsWith("^"))
            .map(GraphReading::first)
            .toList(),
        flags,
        node.getOp().equals(CONSTANT)
            ? constant(name, node.getAttrOrThrow("value").getTensor())
            : Optional.empty());
  }

  private static String first(String name) {
    return name.endsWith(FIRST) ? name.substring(0, name.length() - FIRST.length()) : name;
  }

  private static String owner(String input) {
    int colon = input.indexOf(':');
    return colon < 0 ? input : input.substring(0, colon);
  }

  private static Optional<Constant> constant(String name, TensorProto tensor)
      throws SamplerRefusal {
    List<Integer> shape = new ArrayList<>();
    int size = 1;
    for (TensorShapeProto.Dim dim : tensor.getTensorShape().getDimList()) {
      shape.add((int) dim.getSize());
      size = Math.multiplyExact(size, Math.toIntExact(dim.getSize()));
    }
    ByteBuffer raw =
        tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers;
    if (tensor.getDtype() == DataType.DT_FLOAT) {
      numbers = numbers(size, raw, raw::getFloat, tensor.getFloatValCount(), tensor::getFloatVal);
    } else if (tensor.getDtype() == DataType.DT_INT32) {
      numbers =
          numbers(
              size,
              raw,
              at -> (float) raw.getInt(at),
              tensor.getIntValCount(),
              at -> (float) tensor.getIntVal(at));
    } else {
      return Optional.empty();
    }
    if (numbers.length != size) {
      throw new SamplerRefusal("the constant " + name + " holds another number of numbers");
    }
    return Optional.of(new Constant(shape, numbers));
  }

  /** Either all of them as bytes, or the first ones; then the last of those is repeated. */
  private static float[] numbers(
      int size, ByteBuffer raw, IntFunction<Float> packed, int listed, IntFunction<Float> list) {
    boolean isPacked = raw.remaining() > 0;
    int given = isPacked ? raw.remaining() / Float.BYTES : listed;
    if (isPacked ? given != size : given > size) {
      return new float[0];
    }
    float[] numbers = new float[size];
    for (int i = 0; i < size && given > 0; i++) {
      numbers[i] = isPacked ? packed.apply(i * Float.BYTES) : list.apply(Math.min(i, given - 1));
    }
    return numbers;
  }
}
