package io.github.hjelm.bench.inference;

import io.github.hjelm.bench.inference.SeededPolicy.Matrix;

/**
 * Writes a {@link SeededPolicy} as ONNX, in the form that ONNX Runtime runs fastest: of the forms
 * that were tried (products and sums apart, observation and sample side by side, Gemm with the
 * observation's part as its bias) the last. What does not depend on the step is computed once, as
 * for TensorFlow.
 */
final class OnnxModel {

  // Numbers of fields, from onnx/onnx.proto.
  private static final int FLOAT = 1;
  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 17;

  private final ProtoMessage graph = new ProtoMessage().text(2, "policy");

  private OnnxModel() {}

  /** A model for so many candidates that share one observation. */
  static byte[] bytes(SeededPolicy policy, int candidates) {
    OnnxModel model = new OnnxModel();
    model.matrix("observation_weight", policy.observation());
    model.matrix("sample_weight", policy.sample());
    model.matrix("second_weight", policy.second());
    model.vector("second_bias", policy.secondBias());
    model.matrix("third_weight", policy.third());
    model.vector("third_bias", policy.thirdBias());
    model.matrix("answer_weight", policy.answer());
    model.vector("answer_bias", policy.answerBias());
    String seen = model.node("seen", "MatMul", "observation", "observation_weight");
    String x = "noise";
    for (int step = 0; step < policy.steps(); step++) {
      model.vector("first_bias" + step, policy.firstBias().get(step));
      String shift = model.node("shift" + step, "Add", seen, "first_bias" + step);
      String h = model.node("first_sum" + step, "Gemm", x, "sample_weight", shift);
      h = model.node("first" + step, "Relu", h);
      h = model.node("second" + step, "Relu", model.dense("second", step, h));
      h = model.node("third" + step, "Relu", model.dense("third", step, h));
      String next = step == policy.steps() - 1 ? "actions" : "x" + step;
      x = model.node(next, "Add", x, model.dense("answer", step, h));
    }
    model.graph.message(11, value("observation", 1, policy.observationSize()));
    return model.saved(candidates, policy.chunkSize());
  }

  /** A model that answers the noise. */
  static byte[] identity(SeededPolicy policy, int candidates) {
    OnnxModel model = new OnnxModel();
    model.node("actions", "Identity", "noise");
    return model.saved(candidates, policy.chunkSize());
  }

  private String dense(String layer, int step, String input) {
    return node(layer + "_sum" + step, "Gemm", input, layer + "_weight", layer + "_bias");
  }

  private byte[] saved(int candidates, int chunkSize) {
    graph.message(11, value("noise", candidates, chunkSize));
    graph.message(12, value("actions", candidates, chunkSize));
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new ProtoMessage().number(2, OPERATORS))
        .toBytes();
  }

  private void matrix(String name, Matrix matrix) {
    graph.message(
        5, tensor(name, matrix, new ProtoMessage().number(1, matrix.rows()), matrix.columns()));
  }

  private void vector(String name, Matrix row) {
    graph.message(5, tensor(name, row, new ProtoMessage(), row.columns()));
  }

  private static ProtoMessage tensor(
      String name, Matrix values, ProtoMessage firstSizes, int lastSize) {
    return firstSizes.number(1, lastSize).number(2, FLOAT).text(8, name).floats(9, values.values());
  }

  private String node(String output, String op, String... inputs) {
    ProtoMessage node = new ProtoMessage();
    for (String input : inputs) {
      node.text(1, input);
    }
    graph.message(1, node.text(2, output).text(3, output).text(4, op));
    return output;
  }

  private static ProtoMessage value(String name, int... sizes) {
    ProtoMessage shape = new ProtoMessage();
    for (int size : sizes) {
      shape.message(1, new ProtoMessage().number(1, size));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, FLOAT).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }
}
