package io.github.hjelm.export.guidance;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkCatalog;
import io.github.hjelm.export.network.NetworkChoice;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a guided call costs beside a plain one: medians of calls in turns, for the networks of the
 * catalogue at their usual sizes. Not a test; {@code GuidedCost [NETWORK...]} prints a table.
 */
public final class GuidedCost {

  private static final int TURNS = 9;
  private static final long TURN_NS = 250_000_000;
  private static final int MOST_CALLS = 20_000;

  /** Times do not depend on it. */
  private static final float WEIGHT = 0.02f;

  private GuidedCost() {}

  /** Prints a row for each network, number of steps and number of candidates. */
  public static void main(String[] args) throws Exception {
    NetworkShape shape = new NetworkShape(5, 16, 2, true, 1, 1);
    NetworkCatalog catalog = NetworkCatalog.standard();
    System.out.println("network      | steps | K  | plain µs | guided µs | ratio");
    for (String name : args.length == 0 ? catalog.names() : List.of(args)) {
      NetworkChoice choice = catalog.choice(Map.of("network", name));
      Network network = catalog.network(choice, shape);
      Path folder = Files.createTempDirectory("guided-cost").resolve("bundle");
      GuidedBundles.write(
          folder,
          FlowMatching.onDemonstrations(),
          network,
          SeededNetworks.weights(network, 4, WEIGHT));
      try (Bundle bundle = Bundle.open(folder, BundleKeys.none())) {
        for (String signature : List.of("steps_2", "serving_default")) {
          for (int k : new int[] {1, 16}) {
            measure(name, bundle, signature, k);
          }
        }
      }
    }
  }

  private static void measure(String name, Bundle bundle, String signature, int k)
      throws Exception {
    double[] plainNs = new double[TURNS];
    double[] guidedNs = new double[TURNS];
    try (FewStepSampler plain = bundle.sampler(signature, k, 1, 1);
        FewStepSampler guided = bundle.sampler("guided_" + signature, k, 1, 1)) {
      for (int turn = 0; turn < TURNS; turn++) {
        plainNs[turn] = median(plain);
        guidedNs[turn] = median(guided);
      }
      Arrays.sort(plainNs);
      Arrays.sort(guidedNs);
      double one = plainNs[TURNS / 2];
      double other = guidedNs[TURNS / 2];
      System.out.printf(
          Locale.ROOT,
          "%-12s | %5d | %2d | %8.1f | %9.1f | %.2f%n",
          name,
          plain.steps(),
          k,
          one / 1e3,
          other / 1e3,
          other / one);
    }
  }

  /** Of the calls that a turn has time for. */
  private static double median(FewStepSampler sampler) {
    MonotonicClock clock = MonotonicClock.system();
    float[] observation = new float[sampler.observationSize()];
    float[] noise = SeededNetworks.gaussian(sampler.candidates() * sampler.chunkSize(), 1);
    float[] actions = new float[noise.length];
    long[] tookNs = new long[MOST_CALLS];
    long endNs = clock.nanoTime() + TURN_NS;
    int calls = 0;
    while (calls < MOST_CALLS && clock.nanoTime() < endNs) {
      long beganNs = clock.nanoTime();
      sampler.sample(observation, noise, actions);
      tookNs[calls++] = clock.nanoTime() - beganNs;
    }
    Arrays.sort(tookNs, 0, calls);
    return tookNs[calls / 2];
  }
}
