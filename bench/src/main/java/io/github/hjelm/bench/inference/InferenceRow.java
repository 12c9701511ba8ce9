package io.github.hjelm.bench.inference;

/**
 * Two engines on one model, in turns.
 *
 * @param model in words
 * @param tensorFlowUs median of a call, over all rounds
 * @param onnxUs median of a call, over all rounds
 * @param ratio TensorFlow's over ONNX Runtime's median of a round: the median over rounds
 * @param leastRatio of a round
 * @param mostRatio of a round
 * @param tensorFlowBytes allocated per call
 * @param onnxBytes allocated per call
 * @param difference largest between an engine's answer and plain loops in double precision
 */
public record InferenceRow(
    String model,
    double tensorFlowUs,
    double onnxUs,
    double ratio,
    double leastRatio,
    double mostRatio,
    long tensorFlowBytes,
    long onnxBytes,
    double difference) {}
