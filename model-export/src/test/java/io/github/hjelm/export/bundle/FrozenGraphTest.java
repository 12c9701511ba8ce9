package io.github.hjelm.export.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class FrozenGraphTest {

  private static final int ROWS = 7;

  @Test
  void answersAsTheTrainingGraphDoes() throws Exception {
    try (SmallPolicy policy = new SmallPolicy(1)) {
      SavedModelGraph model = model(FrozenGraph.of(policy.graph()));
      SplittableRandom random = new SplittableRandom(2);
      float[] observation = SmallPolicy.gaussian(ROWS * SmallPolicy.OBSERVATION, random);
      float[] noise = SmallPolicy.gaussian(ROWS * SmallPolicy.CHUNK, random);
      for (String signature : List.of("serving_default", "steps_1", "steps_2", "deaf")) {
        float[] expected = policy.answers(signature, observation, noise);
        assertArrayEquals(
            expected, answers(model, signature, ROWS, observation, noise), 1e-6f, signature);
      }
    }
  }

  @Test
  void sharesOneObservationAmongAllCandidates() throws Exception {
    try (SmallPolicy policy = new SmallPolicy(1)) {
      SavedModelGraph model = model(FrozenGraph.of(policy.graph()));
      SplittableRandom random = new SplittableRandom(3);
      float[] observation = SmallPolicy.gaussian(SmallPolicy.OBSERVATION, random);
      float[] noise = SmallPolicy.gaussian(ROWS * SmallPolicy.CHUNK, random);
      float[] repeated = new float[ROWS * SmallPolicy.OBSERVATION];
      for (int row = 0; row < ROWS; row++) {
        System.arraycopy(
            observation, 0, repeated, row * SmallPolicy.OBSERVATION, SmallPolicy.OBSERVATION);
      }
      for (String signature : List.of("serving_default", "deaf")) {
        assertArrayEquals(
            answers(model, signature, ROWS, repeated, noise),
            answers(model, signature, 1, observation, noise),
            1e-6f,
            signature);
      }
    }
  }

  @Test
  void keepsOnlyWhatDependsOnAnInput() throws Exception {
    try (SmallPolicy policy = new SmallPolicy(1)) {
      FrozenGraph frozen = FrozenGraph.of(policy.graph());
      Set<String> ops = new HashSet<>();
      Set<String> names = new HashSet<>();
      int products = 0;
      for (NodeDef node : frozen.graph().getNodeList()) {
        ops.add(node.getOp());
        assertTrue(names.add(node.getName()), node.getName());
        // Written behind what it reads.
        node.getInputList()
            .forEach(input -> assertTrue(names.contains(NodeRef.of(input).node()), input));
        products += node.getOp().equals("MatMul") ? 1 : 0;
      }
      assertEquals(
          Set.of(
              "Placeholder",
              "Const",
              "MatMul",
              "Add",
              "AddV2",
              "Tanh",
              "Relu",
              "Mul",
              "Identity",
              "Shape",
              "BroadcastTo"),
          with(ops, "Add", "AddV2"));
      // Of 1 + 2 + 4 steps, three products each; the first step is one for all three samplers, the
      // observation's product is one, and the deaf answer has its own.
      assertEquals(3 * (7 - 2) + 1 + 1, products);
      assertEquals(frozen.actions().get("serving_default"), frozen.actions().get("steps_4"));
    }
  }

  @Test
  void isTheSameToTheByte() throws Exception {
    byte[] first;
    byte[] second;
    try (SmallPolicy policy = new SmallPolicy(1)) {
      first = SavedModelWriter.bytes(FrozenGraph.of(policy.graph()));
    }
    try (SmallPolicy policy = new SmallPolicy(1)) {
      second = SavedModelWriter.bytes(FrozenGraph.of(policy.graph()));
    }
    assertArrayEquals(first, second);
  }

  @Test
  void refusesRandomNumbersEvenWhereTheyCouldBeFrozen() {
    try (SmallPolicy policy = new SmallPolicy(1)) {
      Ops tf = policy.ops();
      PolicyGraph drawn =
          policy.with(
              "drawn",
              tf.math.add(
                  policy.noise(),
                  tf.random.randomStandardNormal(
                      tf.constant(Shape.of(SmallPolicy.CHUNK)), TFloat32.class)));
      BundleRefusal refusal = assertThrows(BundleRefusal.class, () -> FrozenGraph.of(drawn));
      assertTrue(refusal.sentence().contains("RandomStandardNormal"), refusal.sentence());
    }
  }

  @Test
  void refusesAThirdInput() {
    try (SmallPolicy policy = new SmallPolicy(1)) {
      Ops tf = policy.ops();
      PolicyGraph fed =
          policy.with(
              "fed", tf.math.add(policy.noise(), tf.withName("dt").placeholder(TFloat32.class)));
      BundleRefusal refusal = assertThrows(BundleRefusal.class, () -> FrozenGraph.of(fed));
      assertTrue(refusal.sentence().contains("placeholder dt"), refusal.sentence());
    }
  }

  static SavedModelGraph model(FrozenGraph frozen) throws Exception {
    return SavedModelGraph.parse(SavedModelWriter.bytes(frozen), "the policy");
  }

  static float[] answers(
      SavedModelGraph model, String signature, int observations, float[] observation, float[] noise)
      throws Exception {
    Settings settings =
        new Settings(signature, 1, noise.length / SmallPolicy.CHUNK, observations, 1);
    try (TensorFlowSampler sampler =
        TensorFlowSampler.open(model, SmallPolicy.OBSERVATION, SmallPolicy.CHUNK, settings)) {
      float[] actions = new float[noise.length];
      assertEquals(
          SampleOutcome.SAMPLED, sampler.sample(observation, noise, actions), sampler.fault());
      return actions;
    }
  }

  private static Set<String> with(Set<String> ops, String... more) {
    Set<String> all = new HashSet<>(ops);
    all.addAll(List.of(more));
    return all;
  }
}
