package io.github.hjelm.bench.inference;

import io.github.hjelm.bench.report.GeneratedSection;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import io.github.hjelm.controller.policy.vector.VectorSampler;
import io.github.hjelm.export.report.Machine;
import io.github.hjelm.export.report.MarkdownTable;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One call of a 3×256 policy in four steps, through the controller's sampler on TensorFlow and
 * through ONNX Runtime, and on the controller's own engine beside TensorFlow, in turns in one
 * process.
 */
public final class InferenceBenchmark {

  /** The section of a document that the table is written to. */
  public static final String SECTION = "bench inference";

  /** Engines may sum in any order, not compute anything else. */
  private static final double MOST_DIFFERENCE = 1e-4;

  private static final int OBSERVATION = 32;
  private static final int CHUNK = 8;
  private static final int WIDTH = 256;
  private static final int STEPS = 4;
  private static final long SEED = 1;
  private static final int ROUNDS = 40;
  private static final List<Integer> CANDIDATES = List.of(1, 16);

  private final MonotonicClock clock;
  private final int rounds;

  /**
   * @param rounds of a thousand calls of each engine
   */
  public InferenceBenchmark(MonotonicClock clock, int rounds) {
    this.clock = clock;
    this.rounds = rounds;
  }

  /**
   * Measures and prints; {@code --document FILE} also replaces the table in a document.
   *
   * @param arguments optionally {@code --rounds N} and {@code --document FILE}
   */
  public static void main(String[] arguments) throws IOException {
    int rounds = ROUNDS;
    Path document = null;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(arguments[i + 1]);
        case "--document" -> document = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    if (document != null) {
      GeneratedSection.require(document, SECTION);
    }
    String table = markdown(new InferenceBenchmark(MonotonicClock.system(), rounds).run());
    System.out.print(table);
    if (document != null) {
      GeneratedSection.replace(document, SECTION, table);
    }
  }

  /** Every row: an identity, which is what a call costs, then the policy. */
  public List<InferenceRow> run() {
    SeededPolicy policy = SeededPolicy.of(OBSERVATION, CHUNK, WIDTH, STEPS, SEED);
    List<InferenceRow> rows = new ArrayList<>();
    for (int candidates : CANDIDATES) {
      String k = ", K = " + candidates;
      rows.add(
          row(
              "identity" + k,
              policy,
              candidates,
              TensorFlowModel.identity(policy),
              OnnxModel.identity(policy, candidates),
              false));
      rows.add(
          row(
              "3×%d, %d steps%s".formatted(WIDTH, STEPS, k),
              policy,
              candidates,
              TensorFlowModel.bytes(policy),
              OnnxModel.bytes(policy, candidates),
              true));
    }
    return rows;
  }

  /** The table as the documentation has it, with the machine that it comes from. */
  public static String markdown(List<InferenceRow> rows) {
    MarkdownTable table =
        new MarkdownTable(
            "one call",
            "TensorFlow µs",
            "ONNX Runtime µs",
            "ratio (least, most of a round)",
            "engine: vector µs",
            "over TensorFlow (least, most)",
            "bytes TensorFlow / ONNX Runtime / vector");
    for (InferenceRow row : rows) {
      table.row(
          row.model(),
          text("%.2f", row.tensorFlowUs()),
          text("%.2f", row.onnxUs()),
          text("%.3f (%.3f, %.3f)", row.ratio(), row.leastRatio(), row.mostRatio()),
          text("%.2f", row.vectorUs()),
          text(
              "%.3f (%.3f, %.3f)",
              row.vectorRatio(), row.leastVectorRatio(), row.mostVectorRatio()),
          row.tensorFlowBytes() + " / " + row.onnxBytes() + " / " + row.vectorBytes());
    }
    return "%s\n%s; %s; %s.\n"
        .formatted(table, Machine.describe(), TensorFlowRuntime.engine(), VectorSampler.engine());
  }

  private InferenceRow row(
      String name,
      SeededPolicy policy,
      int candidates,
      byte[] tensorFlowModel,
      byte[] onnxModel,
      boolean computes) {
    SplittableRandom random = new SplittableRandom(SEED + candidates);
    float[] observation = gaussian(random, OBSERVATION);
    float[] noise = gaussian(random, candidates * CHUNK);
    try (Engine tensorFlow = new TensorFlowEngine(tensorFlowModel, policy, candidates);
        Engine onnx = new OnnxEngine(onnxModel, policy, candidates);
        Engine vector = new VectorEngine(tensorFlowModel, policy, candidates)) {
      float[] expected = computes ? expected(policy, observation, noise) : noise;
      double difference =
          Math.max(
              difference("TensorFlow", tensorFlow, observation, noise, expected),
              Math.max(
                  difference("ONNX Runtime", onnx, observation, noise, expected),
                  difference("engine: vector", vector, observation, noise, expected)));
      Turns turns = new Turns(clock, observation, noise);
      double[][] medians = turns.take(tensorFlow, onnx, rounds);
      double[] ratios = ratios(medians);
      double[][] ours = turns.take(vector, tensorFlow, rounds);
      double[] vectorRatios = ratios(ours);
      return new InferenceRow(
          name,
          median(medians[0]),
          median(medians[1]),
          ratios[rounds / 2],
          ratios[0],
          ratios[rounds - 1],
          median(ours[0]),
          vectorRatios[rounds / 2],
          vectorRatios[0],
          vectorRatios[rounds - 1],
          turns.bytes(tensorFlow),
          turns.bytes(onnx),
          turns.bytes(vector),
          difference);
    }
  }

  /** Of the first over the second of each round, in their order. */
  private static double[] ratios(double[][] medians) {
    double[] ratios = new double[medians[0].length];
    Arrays.setAll(ratios, i -> medians[0][i] / medians[1][i]);
    Arrays.sort(ratios);
    return ratios;
  }

  private static float[] expected(SeededPolicy policy, float[] observation, float[] noise) {
    float[] expected = new float[noise.length];
    for (int from = 0; from < noise.length; from += CHUNK) {
      float[] row = Arrays.copyOfRange(noise, from, from + CHUNK);
      System.arraycopy(policy.answer(observation, row), 0, expected, from, CHUNK);
    }
    return expected;
  }

  private static double difference(
      String name, Engine engine, float[] observation, float[] noise, float[] expected) {
    float[] actions = new float[noise.length];
    engine.run(observation, noise, actions);
    double largest = 0;
    for (int i = 0; i < actions.length; i++) {
      largest = Math.max(largest, Math.abs(actions[i] - expected[i]));
    }
    // Written so that NaN is refused.
    if (!(largest <= MOST_DIFFERENCE)) {
      throw new IllegalStateException(
          "%s answers up to %.3g from what the policy is".formatted(name, largest));
    }
    return largest;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static float[] gaussian(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
