package io.github.hjelm.bench.inference;

import io.github.hjelm.bench.inference.SeededPolicy.Matrix;

/** Writes a {@link SeededPolicy} as TensorFlow's SavedModel, in the form that bundles have. */
final class TensorFlowModel {

  // Numbers of fields, from tensorflow/core/{protobuf,framework}/*.proto.
  private static final int NODE_NAME = 1;
  private static final int NODE_OP = 2;
  private static final int NODE_INPUT = 3;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_TYPE = 6;
  private static final int ATTRIBUTE_SHAPE = 7;
  private static final int ATTRIBUTE_TENSOR = 8;
  private static final int FLOAT = 1;
  private static final int ANY = -1;
  private static final int PRODUCER = 1882;

  private final ProtoMessage graph = new ProtoMessage();

  private TensorFlowModel() {}

  /** The bytes of {@code saved_model.pb}. */
  static byte[] bytes(SeededPolicy policy) {
    TensorFlowModel model = new TensorFlowModel();
    model.placeholder("observation", policy.observationSize());
    model.placeholder("noise", policy.chunkSize());
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
      String shift = model.node("shift" + step, "AddV2", seen, "first_bias" + step);
      String product = model.node("sampled" + step, "MatMul", x, "sample_weight");
      String sum = model.node("first" + step, "AddV2", product, shift);
      String h = model.node("first_relu" + step, "Relu", sum);
      h = model.node("second_relu" + step, "Relu", model.dense("second", step, h));
      h = model.node("third_relu" + step, "Relu", model.dense("third", step, h));
      x = model.node("x" + step, "AddV2", x, model.dense("answer", step, h));
    }
    return model.saved(policy, x);
  }

  /** A model that answers the noise: what a call costs before any arithmetic. */
  static byte[] identity(SeededPolicy policy) {
    TensorFlowModel model = new TensorFlowModel();
    model.placeholder("observation", policy.observationSize());
    model.placeholder("noise", policy.chunkSize());
    return model.saved(policy, model.node("same", "Identity", "noise"));
  }

  private String dense(String layer, int step, String input) {
    String product = node(layer + "_product" + step, "MatMul", input, layer + "_weight");
    return node(layer + "_sum" + step, "BiasAdd", product, layer + "_bias");
  }

  private byte[] saved(SeededPolicy policy, String answer) {
    graph.message(4, new ProtoMessage().number(1, PRODUCER));
    ProtoMessage signature =
        new ProtoMessage()
            .entry(1, "observation", port("observation", policy.observationSize()))
            .entry(1, "noise", port("noise", policy.chunkSize()))
            .entry(2, "actions", port(answer, policy.chunkSize()));
    ProtoMessage serving =
        new ProtoMessage()
            .message(1, new ProtoMessage().text(4, "serve"))
            .message(2, graph)
            .entry(5, "serving_default", signature);
    return new ProtoMessage().number(1, 1).message(2, serving).toBytes();
  }

  private void placeholder(String name, int columns) {
    ProtoMessage shape = new ProtoMessage().message(ATTRIBUTE_SHAPE, shape(ANY, columns));
    graph.message(
        1,
        new ProtoMessage()
            .text(NODE_NAME, name)
            .text(NODE_OP, "Placeholder")
            .entry(NODE_ATTRIBUTE, "dtype", floats())
            .entry(NODE_ATTRIBUTE, "shape", shape));
  }

  private void matrix(String name, Matrix matrix) {
    constant(name, matrix, shape(matrix.rows(), matrix.columns()));
  }

  private void vector(String name, Matrix row) {
    constant(name, row, shape(row.columns()));
  }

  private void constant(String name, Matrix values, ProtoMessage shape) {
    ProtoMessage tensor =
        new ProtoMessage().number(1, FLOAT).message(2, shape).floats(4, values.values());
    graph.message(
        1,
        new ProtoMessage()
            .text(NODE_NAME, name)
            .text(NODE_OP, "Const")
            .entry(NODE_ATTRIBUTE, "dtype", floats())
            .entry(NODE_ATTRIBUTE, "value", new ProtoMessage().message(ATTRIBUTE_TENSOR, tensor)));
  }

  private String node(String name, String op, String... inputs) {
    ProtoMessage node = new ProtoMessage().text(NODE_NAME, name).text(NODE_OP, op);
    for (String input : inputs) {
      node.text(NODE_INPUT, input);
    }
    graph.message(1, node.entry(NODE_ATTRIBUTE, "T", floats()));
    return name;
  }

  private static ProtoMessage port(String node, int columns) {
    return new ProtoMessage().text(1, node + ":0").number(2, FLOAT).message(3, shape(ANY, columns));
  }

  private static ProtoMessage shape(int... sizes) {
    ProtoMessage shape = new ProtoMessage();
    for (int size : sizes) {
      shape.message(2, new ProtoMessage().number(1, size));
    }
    return shape;
  }

  private static ProtoMessage floats() {
    return new ProtoMessage().number(ATTRIBUTE_TYPE, FLOAT);
  }
}
