package io.github.hjelm.bench.network;

import io.github.hjelm.bench.stack.Network;
import java.util.Arrays;
import java.util.List;

/**
 * The network as an ONNX model of inputs {@code observation} and {@code noise} and of one output,
 * {@code actions}; one row of observations may be for all rows of noise. Of its forms the one with
 * the fewest operations, which ONNX Runtime runs fastest: biases and sums stand where {@code Gemm}
 * adds them by itself, what does not depend on the step is computed once, and the division by the
 * number of steps is part of the last matrix.
 */
public final class OnnxModel {

  private static final String NOISE = "noise";
  private static final String ACTIONS = "actions";

  /** Rows of noise, and of the answer. */
  private static final String CANDIDATES = "candidates";

  private final BenchNetwork network;
  private final Network size;
  private final OnnxGraph graph = new OnnxGraph("flow");

  private OnnxModel(BenchNetwork network) {
    this.network = network;
    size = network.size();
  }

  /** The bytes of the file. */
  public static byte[] bytes(BenchNetwork network) {
    return new OnnxModel(network).flow();
  }

  /** A model that answers the noise and sees nothing. */
  public static byte[] identity(int actions) {
    OnnxGraph graph = new OnnxGraph("identity");
    graph.add("Identity", ACTIONS, graph.input(NOISE, CANDIDATES, actions));
    graph.output(ACTIONS, CANDIDATES, actions);
    return graph.bytes();
  }

  private byte[] flow() {
    for (String name : List.of("observation", "sample")) {
      constant(name + ".weight", name, 1);
    }
    for (int layer = 1; layer < size.layers(); layer++) {
      constant("hidden" + layer, "hidden" + layer, 1);
    }
    float share = 1f / size.steps();
    for (String name : List.of("straight", "straight.bias", "answer")) {
      constant(name, name, share);
    }
    String observation = graph.input("observation", "observations", size.observations());
    String x = graph.input(NOISE, CANDIDATES, size.actions());
    String c = graph.add("MatMul", "c", observation, "observation.weight");
    String s = graph.add("Gemm", "s", observation, "straight", "straight.bias");
    for (int step = 0; step < size.steps(); step++) {
      x = step(step, x, c, s);
    }
    graph.output(ACTIONS, CANDIDATES, size.actions());
    return graph.bytes();
  }

  private String step(int step, String x, String c, String s) {
    String at = "." + step;
    String seen = graph.add("Add", "seen" + at, c, bias(step, 0));
    String first = graph.add("Gemm", "first" + at, x, "sample.weight", seen);
    String h = graph.add("Relu", "h0" + at, first);
    for (int layer = 1; layer < size.layers(); layer++) {
      String name = layer + at;
      String inner = graph.add("Gemm", "inner" + name, h, "hidden" + layer, bias(step, layer));
      h = graph.add("Add", "h" + name, h, graph.add("Relu", "more" + name, inner));
    }
    String rest = graph.add("Add", "rest" + at, x, s);
    String next = step == size.steps() - 1 ? ACTIONS : "x" + at;
    return graph.add("Gemm", next, h, "answer", rest);
  }

  private String bias(int step, int layer) {
    int row = step * size.layers() + layer;
    float[] all = network.tensor("bias").copy();
    float[] one = Arrays.copyOfRange(all, row * size.width(), (row + 1) * size.width());
    return graph.constant("bias" + row, List.of(size.width()), one);
  }

  private void constant(String name, String tensor, float scale) {
    WeightTensor weight = network.tensor(tensor);
    float[] numbers = weight.copy();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= scale;
    }
    graph.constant(name, weight.shape(), numbers);
  }
}
