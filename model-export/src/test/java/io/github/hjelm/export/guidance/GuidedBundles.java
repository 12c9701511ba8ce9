package io.github.hjelm.export.guidance;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.bundle.Golden;
import io.github.hjelm.controller.bundle.GoldenPrefix;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.export.bundle.BundleCheck;
import io.github.hjelm.export.bundle.BundleWriter;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.policy.Method;
import io.github.hjelm.export.study.ServedPolicy;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Bundles of policies that can be guided, written as training writes them. */
public final class GuidedBundles {

  private static final int ROWS = 6;

  private GuidedBundles() {}

  /** A bundle of nobody's robot, in 2 and in 4 steps; the second flies. */
  static BundleCheck write(Path target, Method method, Network network, float[] weights)
      throws Exception {
    NetworkShape shape = network.shape();
    BundleManifest manifest =
        new BundleManifest(
            "guided",
            "1.0.0",
            new RobotUse("double-integrator", Map.of()),
            new TaskUse("nothing", Map.of()),
            quantities("o", shape.observationSize()),
            quantities("u", shape.actionSize()),
            new NormaliserPair(
                Normaliser.identity(shape.observationSize()),
                Normaliser.identity(shape.actionSize())),
            new Chunk(shape.horizon(), Math.max(1, shape.horizon() / 2), 0.1),
            sampler(method),
            List.of());
    return writer(manifest, method, network, weights).write(target);
  }

  /** What replaces the policy of a bundle that was shipped; robot, task and certificate stay. */
  public static void replace(
      Path shipped, Path target, Method method, Network network, float[] weights) throws Exception {
    try (Bundle bundle = Bundle.open(shipped, BundleKeys.none())) {
      BundleManifest old = bundle.manifest();
      BundleManifest manifest =
          new BundleManifest(
              old.name() + "-guided",
              old.version(),
              old.robot(),
              old.task(),
              old.observation(),
              old.action(),
              old.normalisers(),
              old.chunk(),
              sampler(method),
              List.of());
      BundleWriter writer = writer(manifest, method, network, weights);
      bundle.certificate().ifPresent(writer::certificate);
      bundle.task().ifPresent(writer::task);
      writer.write(target);
    }
  }

  private static Sampler sampler(Method method) {
    Map<String, Integer> signatures = new TreeMap<>(Map.of("serving_default", 4, "steps_2", 2));
    return new Sampler(method.name(), 4, 16, signatures, new TreeSet<>(signatures.keySet()));
  }

  private static BundleWriter writer(
      BundleManifest manifest, Method method, Network network, float[] weights) throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    float[] seen = numbers(random, ROWS * manifest.observation().size());
    float[] noise = numbers(random, ROWS * manifest.chunkSize());
    float[] shares = numbers(random, noise.length);
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.min(1, Math.abs(shares[i]));
    }
    GoldenPrefix prefix = new GoldenPrefix(numbers(random, noise.length), shares);
    try (ServedPolicy served =
        new ServedPolicy(method, network, weights, manifest.sampler().signatures())) {
      Map<String, float[]> answers =
          served.policy().answers(Golden.normalised(manifest, seen), noise, prefix);
      return new BundleWriter(
          manifest,
          FrozenGraph.of(served.policy()),
          Golden.of(manifest, seen, noise, prefix, answers));
    }
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static List<Quantity> quantities(String name, int count) {
    return Collections.unmodifiableList(
        IntStream.range(0, count).mapToObj(i -> Quantity.symmetric(name + i, "m", 1)).toList());
  }
}
