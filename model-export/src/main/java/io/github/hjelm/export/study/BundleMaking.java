package io.github.hjelm.export.study;

import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.Golden;
import io.github.hjelm.controller.bundle.GoldenPrefix;
import io.github.hjelm.controller.chunk.PrefixMask;
import io.github.hjelm.export.bundle.BundleWriter;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.data.Episodes;
import io.github.hjelm.export.policy.TrainedPolicy;
import io.github.hjelm.export.task.ChunkShape;
import io.github.hjelm.export.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Turns a chosen policy into what a bundle is written from. */
final class BundleMaking {

  /** Cases in {@code golden.npz}. */
  private static final int GOLDEN_ROWS = 32;

  /** Out of so many times as many they are chosen, where not every one would do. */
  private static final int CHOICE = 4;

  private static final String VERSION = "1.0.0";

  /** K that a controller ranks unless it is told otherwise. */
  private static final int CANDIDATES = 16;

  private final Task task;
  private final Map<String, String> taskSettings;
  private final Lessons lessons;

  BundleMaking(Task task, Map<String, String> taskSettings, Lessons lessons) {
    this.task = task;
    this.taskSettings = new TreeMap<>(taskSettings);
    this.lessons = lessons;
  }

  /** A writer that knows everything but tables and reports. */
  BundleWriter writer(TrainedPolicy policy, int evaluations, long seed) throws BundleRefusal {
    Map<String, Integer> signatures = signatures(policy, evaluations);
    BundleManifest manifest = manifest(policy, evaluations, signatures);
    try (ServedPolicy served =
        new ServedPolicy(
            policy.method(), policy.network(), policy.trained().weights(), signatures)) {
      return new BundleWriter(
          manifest, FrozenGraph.of(served.policy()), golden(manifest, served, seed));
    }
  }

  private static Map<String, Integer> signatures(TrainedPolicy policy, int evaluations) {
    Map<String, Integer> signatures = new LinkedHashMap<>();
    signatures.put(BundleManifest.Sampler.DEFAULT_SIGNATURE, evaluations);
    for (int steps : policy.method().steps()) {
      signatures.put("steps_" + steps, steps);
    }
    return signatures;
  }

  private BundleManifest manifest(
      TrainedPolicy policy, int evaluations, Map<String, Integer> signatures) {
    ChunkShape chunk = task.chunk();
    return new BundleManifest(
        task.name() + "-" + policy.method().name(),
        VERSION,
        new RobotUse(task.robot().name(), task.robotParameters()),
        new TaskUse(task.name(), taskSettings),
        task.observation(),
        task.robot().controls(),
        lessons.normalisers(),
        new BundleManifest.Chunk(chunk.horizon(), chunk.executed(), chunk.periodS()),
        new BundleManifest.Sampler(
            policy.method().name(),
            evaluations,
            CANDIDATES,
            signatures,
            ServedPolicy.guided(policy.method(), signatures)),
        List.of());
  }

  /** Observations from all over the episodes, and noise from a seed. */
  private Golden golden(BundleManifest manifest, ServedPolicy served, long seed) {
    boolean guided = !manifest.sampler().guided().isEmpty();
    int rows = guided ? CHOICE * GOLDEN_ROWS : GOLDEN_ROWS;
    Episodes episodes = lessons.episodes();
    int o = episodes.observationSize();
    int d = manifest.chunkSize();
    float[] raw = new float[rows * o];
    float[] noise = new float[rows * d];
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < rows; row++) {
      int frame = random.nextInt(episodes.frames());
      for (int i = 0; i < o; i++) {
        raw[row * o + i] = episodes.observation(frame, i);
      }
      for (int j = 0; j < d; j++) {
        noise[row * d + j] = (float) random.nextGaussian();
      }
    }
    PolicyGraph policy = served.policy();
    float[] seen = Golden.normalised(manifest, raw);
    if (!guided) {
      return Golden.of(manifest, raw, noise, policy.answers(seen, noise));
    }
    GoldenPrefix all = prefix(manifest, policy, seen, rows, random);
    int[] chosen = SteadyCases.chosen(policy, seen, noise, all, rows, GOLDEN_ROWS);
    float[] keptNoise = SteadyCases.of(chosen, noise, d);
    GoldenPrefix prefix =
        new GoldenPrefix(
            SteadyCases.of(chosen, all.actions(), d), SteadyCases.of(chosen, all.weights(), d));
    return Golden.of(
        manifest,
        SteadyCases.of(chosen, raw, o),
        keptNoise,
        prefix,
        policy.answers(SteadyCases.of(chosen, seen, o), keptNoise, prefix));
  }

  /** What the policy answers to other noise, counting for less from action to action. */
  private static GoldenPrefix prefix(
      BundleManifest manifest,
      PolicyGraph policy,
      float[] seen,
      int rows,
      SplittableRandom random) {
    int horizon = manifest.chunk().horizon();
    int controls = manifest.action().size();
    float[] other = new float[rows * horizon * controls];
    float[] weights = new float[other.length];
    for (int k = 0; k < other.length; k++) {
      int row = k / (horizon * controls);
      int action = k / controls % horizon;
      other[k] = (float) random.nextGaussian();
      weights[k] = (float) PrefixMask.weight(action, row % horizon, horizon - row % 2);
    }
    GoldenPrefix nothing = new GoldenPrefix(other, new float[other.length]);
    Map<String, float[]> answers = policy.answers(seen, other, nothing);
    float[] plan = Objects.requireNonNull(answers.get(BundleManifest.Sampler.DEFAULT_SIGNATURE));
    return new GoldenPrefix(plan, weights);
  }
}
