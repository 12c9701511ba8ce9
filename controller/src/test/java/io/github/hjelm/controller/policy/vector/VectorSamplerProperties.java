package io.github.hjelm.controller.policy.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of random sizes and kinds, beside plain loops in double precision. */
class VectorSamplerProperties {

  private static final long SEEDS = 60;

  /** Of numbers near 1, summed a few hundred at a time in float32. */
  private static final double SAME = 2e-5;

  static Stream<Arguments> cases() {
    return LongStream.range(0, SEEDS)
        .boxed()
        .flatMap(
            seed ->
                Stream.of(new PlainKernels(), new LaneKernels())
                    .map(kernels -> Arguments.of(seed, kernels)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsPlainLoopsDo(long seed, Kernels kernels) throws SamplerRefusal {
    SplittableRandom random = new SplittableRandom(seed);
    int observationSize = random.nextInt(1, 40);
    int chunkSize = random.nextInt(1, 40);
    int candidates = random.nextInt(1, 19);
    int observations = random.nextBoolean() ? 1 : candidates;
    GraphSketch sketch = new GraphSketch();
    String actions = network(sketch, observationSize, chunkSize, random);
    VectorSampler sampler =
        VectorSampler.open(
            sketch.graph(actions),
            observationSize,
            chunkSize,
            new VectorSampler.Settings(1, candidates, observations),
            kernels);
    String where = "seed %d, %s".formatted(seed, kernels.words());
    // Twice: nothing may be left of the call before.
    for (int call = 0; call < 2; call++) {
      float[] observation = gaussian(random, observations * observationSize);
      float[] noise = gaussian(random, candidates * chunkSize);
      float[] answers = new float[noise.length];
      assertEquals(SampleOutcome.SAMPLED, sampler.sample(observation, noise, answers), where);
      for (int row = 0; row < candidates; row++) {
        double[] right =
            sketch.answer(
                actions,
                row(observation, observations == 1 ? 0 : row, observationSize),
                row(noise, row, chunkSize));
        for (int j = 0; j < chunkSize; j++) {
          double scale = Math.max(1, Math.abs(right[j]));
          assertEquals(right[j], answers[row * chunkSize + j], SAME * scale, where);
        }
      }
    }
  }

  /** A flow as it is exported, with one of several activations, and some of everything else. */
  private static String network(
      GraphSketch sketch, int observationSize, int chunkSize, SplittableRandom random) {
    int width = random.nextInt(1, 150);
    int layers = random.nextInt(1, 4);
    int steps = random.nextInt(1, 4);
    String activation = List.of("Relu", "Tanh", "Silu").get(random.nextInt(3));
    boolean shortcuts = random.nextBoolean();
    sketch.matrix("wo", observationSize, width, random);
    sketch.matrix("wz", chunkSize, width, random);
    String seen = sketch.add("seen", "MatMul", "observation", "wo");
    for (int layer = 1; layer < layers; layer++) {
      sketch.matrix("w" + layer, width, width, random);
    }
    // Written the other way round.
    sketch.matrix("wa", chunkSize, width, random);
    sketch.constant("share", List.of(), 1f / steps);
    String x = "noise";
    for (int step = 0; step < steps; step++) {
      String at = "_" + step;
      sketch.row("first" + at, width, random);
      String shift = sketch.add("shift" + at, "Add", seen, "first" + at);
      String product = sketch.add("sampled" + at, "MatMul", x, "wz");
      String h =
          activated(
              sketch,
              activation,
              random.nextBoolean()
                  ? sketch.add("sum" + at, "AddV2", product, shift)
                  : sketch.add("sum" + at, "AddV2", shift, product),
              "h" + at);
      for (int layer = 1; layer < layers; layer++) {
        String here = at + "_" + layer;
        sketch.row("b" + here, width, random);
        String inner = sketch.add("p" + here, "MatMul", h, "w" + layer);
        String sum = sketch.add("s" + here, "BiasAdd", inner, "b" + here);
        String a = activated(sketch, activation, sum, "a" + here);
        h = shortcuts ? sketch.add("r" + here, "AddV2", h, a) : a;
      }
      String velocity = sketch.add("v" + at, "MatMul", Set.of("transpose_b"), null, h, "wa");
      String scaled = sketch.add("scaled" + at, "Mul", "share", velocity);
      x = sketch.add("x" + at, "Add", x, scaled);
    }
    return finished(sketch, x, chunkSize, random);
  }

  private static String activated(
      GraphSketch sketch, String activation, String input, String name) {
    if (activation.equals("Silu")) {
      return sketch.add(name, "Mul", input, sketch.add(name + "_sigmoid", "Sigmoid", input));
    }
    return sketch.add(name, activation, input);
  }

  private static String finished(
      GraphSketch sketch, String x, int chunkSize, SplittableRandom random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        // A mean and a spread, of one row that all candidates share where they share what they see.
        sketch.matrix("spread", 1, chunkSize, random);
        sketch.constant("begin", List.of(2), 0, 0);
        sketch.constant("one", List.of(2), -1, 1);
        String first = sketch.add("column", "Slice", "observation", "begin", "one");
        String spread =
            sketch.add(
                "exp",
                "Exp",
                sketch.add("tanh", "Tanh", sketch.add("s", "MatMul", first, "spread")));
        return sketch.add("wide", "Sub", x, sketch.add("spreading", "Mul", spread, "noise"));
      }
      case 1 -> {
        sketch.constant("axis", List.of(), 1);
        String both = sketch.add("both", "ConcatV2", "noise", x, "observation", "axis");
        sketch.constant("from", List.of(2), 0, chunkSize);
        sketch.constant("size", List.of(2), -1, chunkSize);
        return sketch.add("part", "Slice", both, "from", "size");
      }
      case 2 -> {
        sketch.constant("two", List.of(1, 1), 2);
        String half = sketch.add("half", "RealDiv", sketch.add("neg", "Neg", x), "two");
        return sketch.add("same", "Identity", sketch.add("square", "Square", half));
      }
      default -> {
        return x;
      }
    }
  }

  private static float[] gaussian(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static double[] row(float[] rows, int row, int width) {
    double[] one = new double[width];
    for (int i = 0; i < width; i++) {
      one[i] = rows[row * width + i];
    }
    return one;
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsAreAsJavasOwn(float from, float to) {
    float[] in = new float[10_001];
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = from + (to - from) * i / (in.length - 1);
    }
    Loops.tanh(in, out);
    double worst = 0;
    for (int i = 0; i < in.length; i++) {
      worst = Math.max(worst, Math.abs(Math.tanh(in[i]) - out[i]));
    }
    assertTrue(worst <= 4e-7, worst + " of tanh from " + from + " to " + to);
    Loops.sigmoid(in, out);
    worst = 0;
    for (int i = 0; i < in.length; i++) {
      worst = Math.max(worst, Math.abs(1 / (1 + Math.exp(-in[i])) - out[i]));
    }
    assertTrue(worst <= 4e-7, worst + " of sigmoid from " + from + " to " + to);
  }

  static Stream<Arguments> activations() {
    return Stream.of(
        Arguments.of(-1f, 1f),
        Arguments.of(-10f, 10f),
        Arguments.of(-1e-3f, 1e-3f),
        Arguments.of(-1e30f, 1e30f));
  }
}
