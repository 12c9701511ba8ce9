package io.github.hjelm.bench.inference;

/**
 * Engines on one model, in turns of two.
 *
 * @param model in words
 * @param tensorFlowUs median of a call, over all rounds
 * @param onnxUs median of a call, over all rounds
 * @param ratio TensorFlow's over ONNX Runtime's median of a round: the median over rounds
 * @param leastRatio of a round
 * @param mostRatio of a round
 * @param vectorUs the controller's own engine: median of a call, over all rounds
 * @param vectorRatio its median over TensorFlow's of a round: the median over rounds
 * @param leastVectorRatio of a round
 * @param mostVectorRatio of a round
 * @param tensorFlowBytes allocated per call
 * @param onnxBytes allocated per call
 * @param vectorBytes allocated per call
 * @param difference largest between an engine's answer and plain loops in double precision
 */
public record InferenceRow(
    String model,
    double tensorFlowUs,
    double onnxUs,
    double ratio,
    double leastRatio,
    double mostRatio,
    double vectorUs,
    double vectorRatio,
    double leastVectorRatio,
    double mostVectorRatio,
    long tensorFlowBytes,
    long onnxBytes,
    long vectorBytes,
    double difference) {}
