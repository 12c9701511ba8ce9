package io.github.hjelm.export.study;

import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.Golden;
import io.github.hjelm.export.bundle.BundleWriter;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.data.Episodes;
import io.github.hjelm.export.policy.TrainedPolicy;
import io.github.hjelm.export.task.ChunkShape;
import io.github.hjelm.export.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Turns a chosen policy into what a bundle is written from. */
final class BundleMaking {

  /** Cases in {@code golden.npz}. */
  private static final int GOLDEN_ROWS = 32;

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
        new BundleManifest.Sampler(policy.method().name(), evaluations, CANDIDATES, signatures),
        List.of());
  }

  /** Observations from all over the episodes, and noise from a seed. */
  private Golden golden(BundleManifest manifest, ServedPolicy served, long seed) {
    Episodes episodes = lessons.episodes();
    int o = episodes.observationSize();
    int d = manifest.chunkSize();
    float[] raw = new float[GOLDEN_ROWS * o];
    float[] noise = new float[GOLDEN_ROWS * d];
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < GOLDEN_ROWS; row++) {
      int frame = random.nextInt(episodes.frames());
      for (int i = 0; i < o; i++) {
        raw[row * o + i] = episodes.observation(frame, i);
      }
      for (int j = 0; j < d; j++) {
        noise[row * d + j] = (float) random.nextGaussian();
      }
    }
    float[] seen = new float[raw.length];
    lessons.normalisers().observation().normalise(raw, 0, seen, 0, GOLDEN_ROWS);
    return Golden.of(manifest, raw, noise, served.policy().answers(seen, noise));
  }
}
