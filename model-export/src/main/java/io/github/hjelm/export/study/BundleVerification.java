package io.github.hjelm.export.study;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.RandomStreams;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.Attempts;
import io.github.hjelm.export.task.ChunkSource;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CertifiedFolder;
import io.github.hjelm.export.verify.ScenarioReport;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A bundle put to the test by the code that will fly it: its answers on this machine, its policy in
 * the loop through the controller's own sampler, and its certificate against the worst there is.
 */
public final class BundleVerification {

  /** Closed-loop attempts at the task; a policy needs far fewer than a certificate. */
  private static final int MOST_ATTEMPTS = 1000;

  /** Rows in one call of the sampler. */
  private static final int ROWS = 100;

  private final Bundle bundle;
  private final TaskCatalog tasks;
  private final ProblemCatalog problems;
  private final MonotonicClock clock;

  public BundleVerification(
      Bundle bundle, TaskCatalog tasks, ProblemCatalog problems, MonotonicClock clock) {
    this.bundle = bundle;
    this.tasks = tasks;
    this.problems = problems;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param goldenDifference the largest on this machine, normalised
   * @param attempts at the task; empty where the catalogue has no such task
   * @param scenarios of the certificate; empty where there is none
   */
  public record Result(
      double goldenDifference,
      Optional<AttemptSummary> attempts,
      Optional<ScenarioReport> scenarios) {

    /**
     * Whether nothing speaks against it.
     *
     * @param epsilon the share of runs that may violate, or NaN where none may
     */
    public boolean holds(double epsilon) {
      boolean certified =
          scenarios.isPresent()
              && (scenarios.get().violations() == 0 || scenarios.get().violationShare() <= epsilon);
      return goldenDifference <= Bundle.TOLERANCE && certified;
    }

    /** As JSON. */
    public Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("goldenDifference", goldenDifference);
      attempts.ifPresent(
          a -> {
            tree.put("attempts", a.attempts());
            tree.put("successes", a.successes());
            tree.put("violations", a.violations());
          });
      scenarios.ifPresent(
          s -> {
            tree.put("scenarioRuns", s.runs());
            tree.put("scenarioViolations", s.violations());
            tree.put("scenarioViolationShare", s.violationShare());
            tree.put("scenarioBeta", s.beta());
          });
      return tree;
    }
  }

  /** Runs everything. */
  public Result run(int trials, double lengthS, double beta, long seed, Progress progress)
      throws Refusal, BundleRefusal, TableRefusal, SolveRefusal, InterruptedException {
    double golden = bundle.requireGolden();
    Optional<AttemptSummary> attempts = attempts(Math.min(MOST_ATTEMPTS, trials), seed, progress);
    Optional<ScenarioReport> scenarios = Optional.empty();
    if (bundle.certificate().isPresent()) {
      CertifiedFolder certified = CertifiedFolder.read(bundle.certificate().get(), problems);
      scenarios =
          Optional.of(
              certified.verify(
                  trials,
                  Math.max(lengthS, certified.holdS()),
                  beta,
                  seed,
                  Runtime.getRuntime().availableProcessors(),
                  clock,
                  progress));
    }
    return new Result(golden, attempts, scenarios);
  }

  private Optional<AttemptSummary> attempts(int count, long seed, Progress progress)
      throws Refusal, BundleRefusal, InterruptedException {
    BundleManifest.TaskUse use = bundle.manifest().task();
    if (tasks.kinds().stream().noneMatch(kind -> kind.covers(use.name()))) {
      return Optional.empty();
    }
    Task task = tasks.task(use.name(), use.settings());
    progress.report(Double.NaN, "%,d attempts at %s".formatted(count, use.name()));
    int threads = Runtime.getRuntime().availableProcessors();
    try (FewStepSampler sampler =
        bundle.sampler(BundleManifest.Sampler.DEFAULT_SIGNATURE, ROWS, ROWS, threads)) {
      return Optional.of(
          new Attempts(task).run(new Flown(bundle.manifest(), sampler, seed), count, seed));
    }
  }

  /** The bundle's policy, as the controller runs it. */
  private static final class Flown implements ChunkSource {

    private final BundleManifest manifest;
    private final FewStepSampler sampler;
    private final SplittableRandom random;
    private final float[] observation;
    private final float[] noise;
    private final float[] actions;

    Flown(BundleManifest manifest, FewStepSampler sampler, long seed) {
      this.manifest = manifest;
      this.sampler = sampler;
      random = RandomStreams.of(seed, -1);
      observation = new float[ROWS * sampler.observationSize()];
      noise = new float[ROWS * sampler.chunkSize()];
      actions = new float[ROWS * sampler.chunkSize()];
    }

    @Override
    public void draw(int count, float[] observations, float[] chunks) {
      int o = sampler.observationSize();
      int d = sampler.chunkSize();
      int controls = manifest.action().size();
      for (int row = 0; row < count; row += ROWS) {
        int rows = Math.min(ROWS, count - row);
        manifest.normalisers().observation().normalise(observations, row * o, observation, 0, rows);
        for (int i = 0; i < noise.length; i++) {
          noise[i] = (float) random.nextGaussian();
        }
        if (sampler.sample(observation, noise, actions) != SampleOutcome.SAMPLED) {
          Arrays.fill(actions, Float.NaN);
        }
        manifest
            .normalisers()
            .action()
            .unnormalise(actions, 0, chunks, row * d, rows * d / controls);
      }
    }
  }
}
