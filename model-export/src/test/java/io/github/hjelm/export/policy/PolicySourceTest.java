package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.train.TrainSettings;
import io.github.hjelm.export.train.Trainer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicySourceTest {

  /** More than one call's worth, and no multiple of it. */
  private static final int ROWS = 600;

  private static TrainedPolicy policy() throws Exception {
    Method method = FlowMatching.onDemonstrations();
    Network network = MethodRuns.small(method, 2);
    float[] chunks = MethodRuns.normals(200, 1);
    TrainSettings settings = new TrainSettings(20, 32, 1e-3, 5, 0, 1, 0.9, 1);
    Trainer trainer =
        new Trainer(
            network,
            method,
            MethodRuns.lessons(chunks, 2, null),
            settings,
            1,
            MonotonicClock.system());
    return new TrainedPolicy(method, network, trainer.train(Optional.empty(), Progress.none()));
  }

  private static PolicySource source(TrainedPolicy policy, long seed, int threads) {
    NormaliserPair normalisers =
        new NormaliserPair(
            new Normaliser(List.of(1.0), List.of(2.0)), new Normaliser(List.of(0.5), List.of(3.0)));
    return new PolicySource(
        policy,
        (a, model, observation, noise, chance) ->
            policy.method().draw(a, model, observation, noise, 4),
        normalisers,
        seed,
        threads);
  }

  private static float[] drawn(PolicySource source) {
    float[] chunks = new float[ROWS * 2];
    source.draw(ROWS, MethodRuns.normals(ROWS, 3), chunks);
    return chunks;
  }

  @Test
  void drawsTheSameOnHoweverManyThreads() throws Exception {
    TrainedPolicy policy = policy();
    try (PolicySource alone = source(policy, 7, 1);
        PolicySource shared = source(policy, 7, 2)) {
      assertArrayEquals(drawn(alone), drawn(shared));
      assertArrayEquals(drawn(alone), drawn(shared), "the second time");
    }
  }

  @Test
  void drawsAnewEachTimeAndForEachSeed() throws Exception {
    TrainedPolicy policy = policy();
    try (PolicySource one = source(policy, 7, 1);
        PolicySource other = source(policy, 8, 1)) {
      float[] first = drawn(one);
      assertFalse(Arrays.equals(first, drawn(one)), "the second draw is the first");
      assertFalse(Arrays.equals(first, drawn(other)), "another seed is the same");
      assertFalse(
          Arrays.equals(Arrays.copyOf(first, 512), Arrays.copyOfRange(first, 512, 1024)),
          "the second part is the first");
    }
  }

  @Test
  void normalisesWhatItSeesAndAnswersInRealUnits() throws Exception {
    TrainedPolicy policy = policy();
    float[] observations = MethodRuns.normals(ROWS, 3);
    float[] seen = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      seen[i] = (observations[i] - 1) / 2;
    }
    float[] expected = new float[ROWS * 2];
    try (PolicySource one = source(policy, 7, 1);
        PolicySource other = source(policy, 7, 1)) {
      one.drawNormalised(seen, new float[ROWS * 2], expected);
      for (int i = 0; i < expected.length; i++) {
        expected[i] = expected[i] * 3 + 0.5f;
      }
      float[] chunks = new float[ROWS * 2];
      other.draw(ROWS, observations, chunks);
      assertArrayEquals(expected, chunks, 1e-5f);
    }
  }
}
