package io.github.hjelm.bench.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.OpAllowList;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph.Node;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The U-Net that keeps a policy's thread busy is as large as it says, and heeds what it is fed. */
class SeededUNetTest {

  private static final int OBSERVATIONS = 5;
  private static final int ACTIONS = 2;
  private static final int CHUNK = SeededUNet.HORIZON * ACTIONS;

  @Test
  void theLargeOneHasAsManyParametersAsADiffusionPolicys() {
    long parameters = new SeededUNet(OBSERVATIONS, ACTIONS, SeededUNet.LARGE, 1).parameters();
    assertEquals(byHand(SeededUNet.LARGE), parameters);
    assertEquals(65.8e6, (double) parameters, 0.01 * 65.8e6);
  }

  /** Written out once more: three levels of w, 2w and 4w channels. */
  private static long byHand(long w) {
    long ends = 3 * ACTIONS * w + SeededUNet.HORIZON * w + filter(w, w) + w * ACTIONS;
    long straight = OBSERVATIONS * CHUNK + CHUNK;
    long seen = (OBSERVATIONS + 1) * 2 * w;
    long down = block(w, w, w) + block(w, w, 2 * w) + block(w, 2 * w, 4 * w);
    long up = block(w, 4 * w + 2 * w, 2 * w) + block(w, 2 * w + w, w);
    long halved = filter(w, w) + filter(2 * w, 2 * w);
    return ends + straight + seen + down + block(w, 4 * w, 4 * w) + up + halved;
  }

  private static long block(long w, long inputs, long outputs) {
    long scaleAndShift = 2 * (2 * w + 1) * inputs;
    long shortcut = inputs == outputs ? 0 : inputs * outputs;
    return scaleAndShift + filter(inputs, outputs) + filter(outputs, outputs) + shortcut;
  }

  private static long filter(long inputs, long outputs) {
    return 3 * inputs * outputs + outputs;
  }

  @Test
  void theFileHoldsThemAllAndNoOperationThatABundleMayNot() throws SamplerRefusal {
    SeededUNet small = new SeededUNet(OBSERVATIONS, ACTIONS, 8, 1);
    SavedModelGraph model = SavedModelGraph.parse(small.savedModel(), "the U-Net");
    model.nodes().forEach(node -> assertTrue(OpAllowList.allows(node.op()), node::toString));
    long numbers =
        model.nodes().stream()
            .filter(node -> node.op().equals("Const"))
            .mapToLong(Node::constantNumbers)
            .sum();
    // What the time adds at each site, shapes, axes and an epsilon lie there as well.
    long most = small.parameters() * 21 / 20;
    assertTrue(small.parameters() <= numbers && numbers <= most, () -> numbers + " of " + most);
  }

  @Test
  void theAnswerDependsOnTheObservationAndOnTheSample() throws SamplerRefusal {
    SavedModelGraph model =
        SavedModelGraph.parse(
            new SeededUNet(OBSERVATIONS, ACTIONS, 8, 1).savedModel(), "the U-Net");
    TensorFlowSampler.Settings settings =
        new TensorFlowSampler.Settings(SeededUNet.SIGNATURE, 1, 1, 1, 1);
    float[] observation = new float[OBSERVATIONS];
    float[] noise = new float[CHUNK];
    try (TensorFlowSampler sampler = TensorFlowSampler.open(model, OBSERVATIONS, CHUNK, settings)) {
      float[] first = answer(sampler, observation, noise);
      observation[2] = 1;
      float[] observed = answer(sampler, observation, noise);
      noise[7] = 1;
      float[] drawn = answer(sampler, observation, noise);
      drawn[7] -= noise[7]; // what passes the network by
      assertTrue(farthest(first, observed) > 1e-3, "the observation changes nothing");
      assertTrue(farthest(observed, drawn) > 1e-3, "the sample changes nothing");
    }
  }

  /** The largest difference of two answers of finite numbers. */
  private static double farthest(float[] one, float[] other) {
    double farthest = 0;
    for (int i = 0; i < CHUNK; i++) {
      assertTrue(Float.isFinite(one[i]) && Float.isFinite(other[i]), "number " + i);
      farthest = Math.max(farthest, Math.abs(one[i] - other[i]));
    }
    return farthest;
  }

  private static float[] answer(TensorFlowSampler sampler, float[] observation, float[] noise) {
    float[] actions = new float[CHUNK];
    Arrays.fill(actions, Float.NaN);
    assertEquals(SampleOutcome.SAMPLED, sampler.sample(observation, noise, actions));
    return actions;
  }
}
