package io.github.hjelm.export.bundle.plain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A frozen graph in plain Java and double precision: what the numbers of a bundle are held against
 * that came from TensorFlow in single precision. Slow on purpose, so that it is obvious.
 */
public final class PlainForward {

  private static final Map<String, PlainOp> OPS = ops();

  private final GraphDef graph;
  private final Map<String, List<PlainTensor>> values = new HashMap<>();
  private boolean evaluated;

  /** Runs a graph whose nodes stand behind those they read from. */
  public PlainForward(GraphDef graph) {
    this.graph = graph;
  }

  /** The operations of a graph that are not known here; what has one cannot be run. */
  public static SortedSet<String> missing(GraphDef graph) {
    SortedSet<String> missing = new TreeSet<>();
    for (NodeDef node : graph.getNodeList()) {
      String op = node.getOp();
      if (!OPS.containsKey(op) && !op.equals("Placeholder") && !op.equals("Const")) {
        missing.add(op);
      }
    }
    return missing;
  }

  /** Gives a placeholder rows of numbers. */
  public void feed(String placeholder, float[] numbers, int width) {
    int[] shape = {numbers.length / width, width};
    values.put(placeholder, List.of(PlainTensor.filled(shape, i -> numbers[i])));
  }

  /** The same of numbers that single precision does not hold. */
  public void feed(String placeholder, double[] numbers, int width) {
    int[] shape = {numbers.length / width, width};
    values.put(placeholder, List.of(PlainTensor.filled(shape, i -> numbers[i])));
  }

  /**
   * The numbers of one output, after everything is fed.
   *
   * @throws MissingOp when an operation, or a form of one, is not known here
   */
  public double[] fetch(String port) {
    if (!evaluated) {
      evaluate();
      evaluated = true;
    }
    return find(port, values).values();
  }

  private void evaluate() {
    for (NodeDef node : graph.getNodeList()) {
      if (node.getOp().equals("Const")) {
        values.put(
            node.getName(), List.of(PlainTensor.of(node.getAttrOrThrow("value").getTensor())));
      } else if (!values.containsKey(node.getName())) {
        values.put(node.getName(), evaluate(node, values));
      }
    }
  }

  private static List<PlainTensor> evaluate(NodeDef node, Map<String, List<PlainTensor>> values) {
    PlainOp op = OPS.get(node.getOp());
    if (op == null) {
      throw new MissingOp(node.getOp());
    }
    List<PlainTensor> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      inputs.add(find(input, values));
    }
    try {
      return op.apply(node, inputs);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalStateException(
          "node " + node.getName() + " (" + node.getOp() + "): " + e.getMessage(), e);
    }
  }

  private static PlainTensor find(String ref, Map<String, List<PlainTensor>> values) {
    int colon = ref.lastIndexOf(':');
    String name = colon < 0 ? ref : ref.substring(0, colon);
    List<PlainTensor> outputs = values.get(name);
    if (outputs == null) {
      throw new IllegalStateException("the graph reads " + ref + " before it is there");
    }
    return outputs.get(colon < 0 ? 0 : Integer.parseInt(ref.substring(colon + 1)));
  }

  private static Map<String, PlainOp> ops() {
    Map<String, PlainOp> ops = new HashMap<>();
    PlainMath.register(ops);
    PlainShapes.register(ops);
    PlainSums.register(ops);
    PlainConvolutions.register(ops);
    return Map.copyOf(ops);
  }
}
