package io.github.hjelm.export.guidance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.export.bundle.BundleCheck;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.bundle.SavedModelWriter;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.policy.FlowMap;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.export.policy.Method;
import io.github.hjelm.export.policy.Mip;
import io.github.hjelm.export.policy.Regression;
import io.github.hjelm.export.study.ServedPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuidedSignatureTest {

  private static final int K = 5;
  private static final int CHUNK = SeededNetworks.CHUNK;

  @TempDir Path folder;

  static List<Arguments> policies() {
    List<Arguments> policies = new ArrayList<>();
    for (Network network : SeededNetworks.all(1)) {
      policies.add(Arguments.of(FlowMatching.onDemonstrations(), network));
    }
    policies.add(Arguments.of(FlowMatching.onPairs(), SeededNetworks.all(1).get(0)));
    policies.add(Arguments.of(new FlowMap(), SeededNetworks.all(2).get(0)));
    return policies;
  }

  @ParameterizedTest
  @MethodSource("policies")
  void isThePlainOneWhereNothingCounts(Method method, Network network) throws Exception {
    Path target = folder.resolve("bundle");
    BundleCheck check =
        GuidedBundles.write(target, method, network, SeededNetworks.weights(network, 4));
    assertTrue(check.plain().isPresent(), check.sentence());
    try (Bundle bundle = Bundle.open(target, BundleKeys.none())) {
      assertEquals(Set.of("serving_default", "steps_2"), bundle.manifest().sampler().guided());
      for (int observations : new int[] {1, K}) {
        for (String signature : bundle.manifest().sampler().guided()) {
          try (FewStepSampler plain = bundle.sampler(signature, K, observations, 1);
              FewStepSampler guided =
                  bundle.sampler(Sampler.guided(signature), K, observations, 1)) {
            assertFalse(plain.isGuided());
            assertTrue(guided.isGuided());
            assertEquals(plain.steps(), guided.steps());
            compare(plain, guided, observations);
          }
        }
      }
    }
  }

  private static void compare(FewStepSampler plain, FewStepSampler guided, int observations) {
    float[] seen = SeededNetworks.gaussian(observations * SeededNetworks.OBSERVATION, 11);
    float[] noise = SeededNetworks.gaussian(K * CHUNK, 12);
    float[] prefix = SeededNetworks.gaussian(observations * CHUNK, 13);
    float[] expected = new float[noise.length];
    float[] found = new float[noise.length];
    plain.sample(seen, noise, expected);
    assertEquals(SampleOutcome.SAMPLED, guided.sample(seen, noise, found));
    assertArrayEquals(expected, found, "nobody has named a plan");
    guided.guide(prefix, new float[prefix.length]);
    guided.sample(seen, noise, found);
    assertArrayEquals(expected, found, "no number of the plan counts");
    float[] weights = new float[prefix.length];
    Arrays.fill(weights, 1);
    guided.guide(prefix, weights);
    guided.sample(seen, noise, found);
    assertFalse(Arrays.equals(expected, found), "the plan counts, and changes nothing");
    guided.guide(prefix, new float[prefix.length]);
    guided.sample(seen, noise, found);
    assertArrayEquals(expected, found, "something of the plan before is left");
    assertThrows(UnsupportedOperationException.class, () -> plain.guide(prefix, weights));
  }

  /** Weights of the network are there once. */
  @Test
  void hardlyMakesABundleLarger() throws Exception {
    NetworkShape shape = new NetworkShape(5, 16, 2, true, 1, 1);
    Network network = new ResidualMlp(shape, 256, 3);
    float[] weights = SeededNetworks.weights(network, 4);
    Map<String, Integer> four = Map.of("serving_default", 4);
    long plain;
    long guided;
    try (ServedPolicy served =
        new ServedPolicy(FlowMatching.onDemonstrations(), network, weights, four)) {
      PolicyGraph policy = served.policy();
      guided = SavedModelWriter.bytes(FrozenGraph.of(policy)).length;
      var actions = Objects.requireNonNull(policy.actions().get("serving_default"));
      PolicyGraph alone =
          new PolicyGraph(
              policy.graph(),
              policy.session(),
              policy.observation(),
              policy.noise(),
              Map.of("serving_default", actions));
      plain = SavedModelWriter.bytes(FrozenGraph.of(alone)).length;
    }
    assertTrue(guided > plain && guided < 1.05 * plain, guided + " bytes, without " + plain);
  }

  @Test
  void isThereForFlowsOfSeveralSteps() {
    assertTrue(Guidance.of(FlowMatching.onPairs(), 2).isPresent());
    assertTrue(Guidance.of(new FlowMap(), 4).isPresent());
    assertTrue(Guidance.of(FlowMatching.onPairs(), 1).isEmpty());
    assertTrue(Guidance.of(new Regression(), 2).isEmpty());
    assertTrue(Guidance.of(new Mip(), 2).isEmpty());
  }

  // n = 5: β clips the first step alone, as in the paper
  @Test
  void isAsStrongAsInThePaper() {
    double[] paper = {
      5, 0.8 / 0.2 * 0.68 / 0.64, 0.6 / 0.4 * 0.52 / 0.36, 0, 0.2 / 0.8 * 0.68 / 0.04
    };
    paper[3] = 0.4 / 0.6 * 0.52 / 0.16;
    for (int i = 0; i < 5; i++) {
      assertEquals(paper[i], Guidance.strength(i, 5), 1e-12, "step " + i);
    }
    for (int n = 2; n < 50; n++) {
      for (int i = 0; i < n; i++) {
        // No step goes further than the whole way.
        assertTrue(Guidance.strength(i, n) / n <= 1 + 1e-12, i + " of " + n);
      }
    }
  }
}
