package io.github.hjelm.export.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.GoldenPrefix;
import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkChoice;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.export.policy.TrainedPolicy;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guided signatures on the way from a trained policy into its bundle. */
class GuidedMakingTest {

  @TempDir Path folder;

  @Test
  void whatIsTrainedCanBeGuidedWhereItTakesSeveralSteps() throws Exception {
    Task task = TaskCatalog.standard().task("multi-goal", Map.of());
    StudySettings settings =
        new StudySettings(1, 2000, 40, 64, 4e-3, 100, new NetworkChoice("mlp", 32, 2), 10, 1);
    Study study =
        new Study(
            task,
            Map.of(),
            settings,
            Optional.empty(),
            folder.resolve("work"),
            MonotonicClock.system());
    TrainedPolicy policy = study.policy("flow", Progress.none());
    Path target = folder.resolve("bundle");
    new BundleMaking(task, Map.of(), study.lessons(Progress.none()))
        .writer(policy, 2, 1)
        .write(target);
    try (Bundle bundle = Bundle.open(target, BundleKeys.none())) {
      assertEquals(
          Set.of("serving_default", "steps_2", "steps_4"), bundle.manifest().sampler().guided());
      bundle.requireGolden();
      float[] weights = bundle.golden().prefix().weights();
      boolean some = false;
      for (float weight : weights) {
        assertTrue(weight >= 0 && weight <= 1);
        some |= weight > 0 && weight < 1;
      }
      assertTrue(some);
      assertFalse(
          Arrays.equals(
              bundle.golden().actions("steps_4"), bundle.golden().actions("guided_steps_4")));
    }
  }

  /** Of cases on an edge and beside it the latter are taken. */
  @Test
  void goldenCasesLieOffTheEdges() {
    NetworkShape shape = new NetworkShape(1, 2, 1, true, 1, 1);
    Network network = new ResidualMlp(shape, 8, 2);
    float[] weights = new float[network.layout().size()];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.6 * random.nextGaussian());
    }
    try (ServedPolicy served =
        new ServedPolicy(
            FlowMatching.onDemonstrations(), network, weights, Map.of("serving_default", 2))) {
      PolicyGraph policy = served.policy();
      int rows = 20_000;
      float[] seen = new float[rows];
      float[] noise = numbers(random, 2 * rows);
      GoldenPrefix prefix = new GoldenPrefix(numbers(random, 2 * rows), ones(2 * rows));
      int[] best = SteadyCases.chosen(policy, seen, noise, prefix, rows, 5000);
      assertEquals(5000, Arrays.stream(best).distinct().count());
      double beside = largestChange(policy, seen, noise, prefix, best);
      double anywhere =
          largestChange(policy, seen, noise, prefix, IntStream.range(0, rows).toArray());
      assertTrue(20 * beside < anywhere, beside + " where it is chosen, else " + anywhere);
    }
  }

  /** The largest change of an answer where its sample is moved by a rounding or two. */
  private static double largestChange(
      PolicyGraph policy, float[] seen, float[] noise, GoldenPrefix prefix, int[] cases) {
    float[] moved = noise.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += 3e-5f;
    }
    float[] here = answers(policy, seen, noise, prefix);
    float[] there = answers(policy, seen, moved, prefix);
    double largest = 0;
    for (int row : cases) {
      for (int i = 2 * row; i < 2 * row + 2; i++) {
        largest = Math.max(largest, Math.abs(there[i] - here[i]));
      }
    }
    return largest;
  }

  private static float[] answers(
      PolicyGraph policy, float[] seen, float[] noise, GoldenPrefix prefix) {
    return policy.answers(seen, noise, prefix).getOrDefault("guided_serving_default", noise);
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
