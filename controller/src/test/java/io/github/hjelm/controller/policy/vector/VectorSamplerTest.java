package io.github.hjelm.controller.policy.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorSamplerTest {

  private static final int OBSERVATION = 3;
  private static final int CHUNK = 4;

  static Stream<Kernels> kernels() {
    return Stream.of(new PlainKernels(), new LaneKernels());
  }

  @Test
  void testsRunWithTheModuleOfVectors() {
    // Else the loops that fly would not be tested.
    assertInstanceOf(LaneKernels.class, Kernels.best());
    assertTrue(VectorSampler.engine().endsWith(" floats"), VectorSampler.engine());
  }

  @Test
  void readsWhatASavedModelSays() throws Exception {
    VectorSampler sampler =
        VectorSampler.open(
            SavedModelGraph.parse(SumPolicy.bytes(), "here")
                .policy("serving_default", SumPolicy.OBSERVATION, SumPolicy.CHUNK),
            SumPolicy.OBSERVATION,
            SumPolicy.CHUNK,
            new VectorSampler.Settings(7, 2, 1));
    float[] both = {0.5f, 0, -1, 7, 8, 9};
    // The answer may lie where the noise was.
    assertEquals(SampleOutcome.SAMPLED, sampler.sample(new float[] {1, 2}, both, both));
    assertArrayEquals(new float[] {5.5f, 35, 64, 12, 43, 74}, both);
    assertEquals(7, sampler.steps());
    assertEquals(2, sampler.candidates());
    assertEquals(1, sampler.observations());
    assertEquals(SumPolicy.OBSERVATION, sampler.observationSize());
    assertEquals(SumPolicy.CHUNK, sampler.chunkSize());
    assertEquals(PolicyDevice.CPU, sampler.device());
    assertEquals("", sampler.fault());
    sampler.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Softplus", "Conv2D", "StridedSlice", "PartitionedCall"})
  void refusesAnOperationThatItDoesNotKnow(String kind) {
    GraphSketch sketch = new GraphSketch();
    sketch.add("strange", kind, "noise");
    assertRefuses(sketch, "strange", "the operation " + kind + " (node strange)");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesOtherFormsOfWhatItKnows(String kind, String[] inputs) {
    SplittableRandom random = new SplittableRandom(1);
    GraphSketch sketch = new GraphSketch();
    sketch.matrix("square", CHUNK, CHUNK, random);
    sketch.matrix("other", OBSERVATION, CHUNK, random);
    sketch.constant("rows", List.of(), 0);
    sketch.constant("place", List.of(2), 0, CHUNK);
    sketch.constant("size", List.of(2), -1, 2);
    sketch.add("shape", "Shape", "noise");
    sketch.add("node", kind, inputs);
    assertRefuses(sketch, "node", "");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
            List.of("MatMul", "noise", "noise"),
            List.of("MatMul", "noise", "other"),
            List.of("Add", "noise", "observation"),
            List.of("Add", "noise", "square"),
            List.of("Add", "noise", "shape"),
            List.of("Add", "noise"),
            List.of("Add", "noise", "noise:1"),
            List.of("Relu", "square"),
            List.of("ConcatV2", "noise", "noise", "rows"),
            List.of("Slice", "noise", "place", "size"),
            List.of("Slice", "noise", "noise", "size"),
            List.of("BroadcastTo", "noise", "size"))
        .map(
            words ->
                Arguments.of(words.get(0), words.subList(1, words.size()).toArray(String[]::new)));
  }

  @Test
  void refusesTheOtherSideTransposed() {
    GraphSketch sketch = new GraphSketch();
    sketch.matrix("square", CHUNK, CHUNK, new SplittableRandom(1));
    sketch.add("node", "MatMul", Set.of("transpose_a"), null, "noise", "square");
    assertRefuses(sketch, "node", "operation MatMul");
  }

  @Test
  void refusesAnAnswerOfAnotherSize() {
    assertRefuses(new GraphSketch(), "observation", "answers 3 floats where a chunk has 4");
  }

  @Test
  void oneAnswerWhateverTheNoiseIsGivenToEveryCandidate() throws Exception {
    GraphSketch sketch = new GraphSketch();
    sketch.matrix("w", OBSERVATION, CHUNK, new SplittableRandom(1));
    sketch.add("answer", "MatMul", "observation", "w");
    sketch.add("rows", "Shape", "noise");
    sketch.add("repeated", "BroadcastTo", "answer", "rows");
    for (String output : List.of("answer", "repeated")) {
      for (Kernels kernels : kernels().toList()) {
        float[] actions = new float[3 * CHUNK];
        open(sketch, output, 3, kernels)
            .sample(new float[] {1, 2, 3}, new float[actions.length], actions);
        double[] right = sketch.answer(output, new double[] {1, 2, 3}, new double[CHUNK]);
        for (int i = 0; i < actions.length; i++) {
          assertEquals(right[i % CHUNK], actions[i], 1e-6);
        }
      }
    }
  }

  /** Whether a candidate is finite is for the reader to see, and only its own noise matters. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whatIsNoNumberStaysNone(Kernels kernels) throws Exception {
    GraphSketch sketch = new GraphSketch();
    sketch.matrix("w1", CHUNK, 20, new SplittableRandom(1));
    sketch.matrix("w2", 20, CHUNK, new SplittableRandom(2));
    sketch.row("b", 20, new SplittableRandom(3));
    String h =
        sketch.add(
            "h", "Relu", sketch.add("s", "BiasAdd", sketch.add("p", "MatMul", "noise", "w1"), "b"));
    sketch.add("actions", "Tanh", sketch.add("q", "MatMul", h, "w2"));
    VectorSampler sampler = open(sketch, "actions", 6, kernels);
    float[] noise = new float[6 * CHUNK];
    noise[2 * CHUNK + 1] = Float.NaN;
    noise[5 * CHUNK] = Float.NaN;
    float[] actions = new float[noise.length];
    assertEquals(SampleOutcome.SAMPLED, sampler.sample(new float[OBSERVATION], noise, actions));
    for (int i = 0; i < actions.length; i++) {
      int row = i / CHUNK;
      assertEquals(row == 2 || row == 5, Float.isNaN(actions[i]), "row " + row);
    }
    // Nothing is left of it.
    sampler.sample(new float[OBSERVATION], new float[noise.length], actions);
    for (float action : actions) {
      assertFalse(Float.isNaN(action));
    }
  }

  @Test
  void aSamplerHasSomeOfEverything() {
    assertThrows(IllegalArgumentException.class, () -> new VectorSampler.Settings(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new VectorSampler.Settings(1, 4, 2));
  }

  private static VectorSampler open(
      GraphSketch sketch, String actions, int candidates, Kernels kernels) throws SamplerRefusal {
    return VectorSampler.open(
        sketch.graph(actions),
        OBSERVATION,
        CHUNK,
        new VectorSampler.Settings(1, candidates, 1),
        kernels);
  }

  private static void assertRefuses(GraphSketch sketch, String actions, String says) {
    SamplerRefusal refusal =
        assertThrows(SamplerRefusal.class, () -> open(sketch, actions, 2, new PlainKernels()));
    assertTrue(refusal.sentence().contains(says), refusal.sentence());
    assertTrue(
        refusal.sentence().contains("engine: tensorflow")
            || refusal.sentence().contains("export it again"),
        refusal.sentence());
  }
}
