package io.github.hjelm.bench.inference;

import io.github.hjelm.bench.engine.Identity;
import io.github.hjelm.bench.engine.SamplerMaker;
import io.github.hjelm.bench.engine.Samplers;
import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.OnnxModel;
import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.report.GeneratedSection;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SamplerRefusal;
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
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One call of a 3×256 policy in four steps, through the controller's sampler on TensorFlow and
 * through ONNX Runtime, and on the controller's own engine beside TensorFlow, in turns in one
 * process. It measures samplers and not the {@link io.github.hjelm.bench.engine.Engine} of a stack,
 * because a controller's candidates share an observation and have new noise in each call.
 */
public final class InferenceBenchmark {

  /** The section of a document that the table is written to. */
  public static final String SECTION = "bench inference";

  private static final Network SIZE = new Network(32, 8, 3, 256, 4, 1);
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
  public static void main(String[] arguments) throws IOException, SamplerRefusal {
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
  public List<InferenceRow> run() throws SamplerRefusal {
    SeededNetwork seeded = new SeededNetwork(SIZE);
    BenchNetwork network = seeded.network();
    List<InferenceRow> rows = new ArrayList<>();
    for (int candidates : CANDIDATES) {
      String k = ", K = " + candidates;
      rows.add(
          row(
              "identity" + k,
              candidates,
              Identity.savedModel(SIZE),
              OnnxModel.identity(SIZE.actions()),
              Optional.empty()));
      rows.add(
          row(
              "%d×%d, %d steps%s".formatted(SIZE.layers(), SIZE.width(), SIZE.steps(), k),
              candidates,
              seeded.savedModel(),
              OnnxModel.bytes(network),
              Optional.of(network)));
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
      int candidates,
      byte[] savedModel,
      byte[] onnxModel,
      Optional<BenchNetwork> computed)
      throws SamplerRefusal {
    SplittableRandom random = new SplittableRandom(SIZE.seed() + candidates);
    float[] observation = gaussian(random, SIZE.observations());
    float[] noise = gaussian(random, candidates * SIZE.actions());
    try (FewStepSampler tensorFlow = Samplers.tensorFlow(savedModel, SIZE).make(candidates, 1);
        SamplerMaker onnxRuntime = Samplers.onnxRuntime(onnxModel, SIZE);
        FewStepSampler onnx = onnxRuntime.make(candidates, 1);
        FewStepSampler vector = Samplers.vector(savedModel, SIZE).make(candidates, 1)) {
      Turns turns = new Turns(clock, observation, noise);
      double[] expected = expected(computed, observation, noise);
      double difference =
          Math.max(
              difference("TensorFlow", turns.answer(tensorFlow), expected),
              Math.max(
                  difference("ONNX Runtime", turns.answer(onnx), expected),
                  difference("engine: vector", turns.answer(vector), expected)));
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

  /** Candidate by candidate; the noise where nothing is computed. */
  private static double[] expected(
      Optional<BenchNetwork> computed, float[] observation, float[] noise) {
    double[] expected = new double[noise.length];
    Arrays.setAll(expected, i -> noise[i]);
    computed.ifPresent(
        network -> {
          for (int from = 0; from < noise.length; from += SIZE.actions()) {
            float[] row = Arrays.copyOfRange(noise, from, from + SIZE.actions());
            System.arraycopy(network.actions(observation, row), 0, expected, from, SIZE.actions());
          }
        });
    return expected;
  }

  private static double difference(String name, float[] actions, double[] expected) {
    double largest = 0;
    for (int i = 0; i < actions.length; i++) {
      largest = Math.max(largest, Math.abs(actions[i] - expected[i]));
    }
    // Written so that NaN is refused.
    if (!(largest <= BenchNetwork.TOLERANCE)) {
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
