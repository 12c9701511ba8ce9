package io.github.hjelm.bench.policies;

import io.github.hjelm.bench.train.TorchPeer;
import io.github.hjelm.bench.train.TrainCase;
import io.github.hjelm.bench.train.TrainComparison;
import io.github.hjelm.bench.train.TrainPeer;
import io.github.hjelm.bench.train.TrainThroughput;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.NetworkChoice;
import io.github.hjelm.export.report.Machine;
import io.github.hjelm.export.study.MethodResult;
import io.github.hjelm.export.study.ResultStore;
import io.github.hjelm.export.study.ResultStore.Stored;
import io.github.hjelm.export.study.StudySettings;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the cells of the grid one after the other. Each is kept under the fingerprint of what went
 * into it, so that a run that was interrupted goes on, and only what changed is made anew.
 */
public final class PolicyBenchmark {

  private static final double OVER_TORCH = 1.6;
  private static final int ROUNDS = 5;

  /**
   * What is measured.
   *
   * @param only these tasks; empty means all
   * @param quick seconds of training, to try the benchmark itself
   * @param work where cells are kept
   */
  public record Settings(List<String> only, boolean quick, Path work, int threads) {

    public Settings {
      only = List.copyOf(only);
    }

    StudySettings study(long seed) {
      return quick
          ? new StudySettings(
              seed, 2_000, 200, 64, 1e-3, 1_000, new NetworkChoice("mlp", 32, 2), 20, threads)
          : StudySettings.standard(seed, threads);
    }
  }

  /** Compares training with PyTorch's. */
  interface Throughput {
    TrainComparison run(Progress progress) throws Refusal, IOException, InterruptedException;
  }

  private final Settings settings;
  private final Workbench bench;
  private final Throughput throughput;
  private final MonotonicClock clock;
  private final ResultStore store;

  public PolicyBenchmark(TaskCatalog tasks, Settings settings, MonotonicClock clock) {
    this(
        settings,
        new StudyBench(tasks, settings::study, settings.work(), clock),
        progress -> compareTraining(settings, clock, progress),
        clock);
  }

  PolicyBenchmark(Settings settings, Workbench bench, Throughput throughput, MonotonicClock clock) {
    this.settings = settings;
    this.bench = bench;
    this.throughput = throughput;
    this.clock = clock;
    store = new ResultStore(settings.work().resolve("cells"));
  }

  private static TrainComparison compareTraining(
      Settings settings, MonotonicClock clock, Progress progress)
      throws Refusal, IOException, InterruptedException {
    try (TrainPeer peer = TorchPeer.start(TorchPeer.SCRIPT, System.getenv())) {
      return new TrainThroughput(TrainCase.standard(settings.threads()), peer, clock)
          .run(settings.quick() ? 1 : ROUNDS, progress);
    }
  }

  /** What {@code --only} may name. */
  public static List<String> names() {
    return PolicyGrid.tasks();
  }

  /**
   * Runs it. Interrupted, it answers with what there is.
   *
   * @param command how to repeat it
   * @param revision of the sources; empty when nobody knows
   */
  public PolicyReport run(String command, String revision, WallClock wall, Progress progress)
      throws IOException {
    List<Cell> cells = PolicyGrid.cells(settings.only(), settings.quick());
    Comparison comparison = new Comparison(cells);
    Optional<TrainComparison> training = Optional.empty();
    String untrained = "";
    try {
      // First: it takes a minute, and the rest may be interrupted for a day.
      training = Optional.of(throughput.run(progress));
      makeAll(cells, comparison, progress);
    } catch (InterruptedException e) {
      // Not handed on: whoever asked gets what there is, marked as incomplete.
      untrained = "not reached";
    } catch (Refusal e) {
      untrained = e.sentence();
    }
    List<Limit> limits = new ArrayList<>(Limits.of(comparison));
    training
        .filter(TrainComparison::compared)
        .ifPresent(compared -> limits.add(throughputLimit(compared)));
    Map<String, String> missing = new LinkedHashMap<>();
    comparison.missing().forEach((cell, why) -> missing.put(cell.toString(), why));
    if (!untrained.isEmpty()) {
      missing.put("training beside PyTorch", untrained);
    }
    return new PolicyReport(
        Machine.describe(),
        LocalDate.ofInstant(Instant.ofEpochMilli(wall.epochMillis()), ZoneOffset.UTC).toString(),
        command,
        revision,
        settings.quick(),
        !missing.isEmpty(),
        settings.quick() ? limits.stream().map(Limit::unjudged).toList() : limits,
        comparison.tasks().stream().flatMap(task -> comparison.rows(task).stream()).toList(),
        training.map(PolicyBenchmark::throughputText).orElse("Training was not timed."),
        missing);
  }

  /** Those that are kept first: they take no time, and what is left is known. */
  private void makeAll(List<Cell> cells, Comparison comparison, Progress progress)
      throws InterruptedException {
    List<Cell> left = new ArrayList<>();
    for (Cell cell : cells) {
      try {
        Optional<Stored> stored = store.read(name(cell));
        stored.ifPresentOrElse(found -> comparison.add(cell, found), () -> left.add(cell));
      } catch (Refusal e) {
        comparison.refuse(cell, e.sentence());
      }
    }
    for (int i = 0; i < left.size(); i++) {
      Cell cell = left.get(i);
      int number = cells.size() - left.size() + i + 1;
      // Whole cells alone: within one, several works begin at nothing one after the other.
      double share = (double) i / left.size();
      Progress within =
          (done, what) ->
              progress.report(
                  share, "cell %d of %d (%s): %s".formatted(number, cells.size(), cell, what));
      within.report(0, "begins");
      try {
        comparison.add(cell, made(cell, within));
      } catch (Refusal e) {
        comparison.refuse(cell, e.sentence());
      }
    }
  }

  private Stored made(Cell cell, Progress progress) throws Refusal, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long startNs = clock.nanoTime();
    MethodResult result = bench.make(cell, progress);
    Stored stored = new Stored(result, (clock.nanoTime() - startNs) / 1e9);
    store.write(name(cell), stored);
    return stored;
  }

  private String name(Cell cell) throws Refusal {
    return "%s-%s-%d-%s".formatted(cell.task(), cell.method(), cell.seed(), bench.key(cell));
  }

  private static Limit throughputLimit(TrainComparison training) {
    return Limit.atLeast(
        "",
        "samples per second of training over PyTorch's",
        "%,.0f against %,.0f"
            .formatted(training.samplesPerSecond(), training.peerSamplesPerSecond()),
        training.ratio(),
        OVER_TORCH);
  }

  private static String throughputText(TrainComparison training) {
    return training.compared()
        ? "Training in turns with %s.".formatted(training.tool())
        : "Training: %,.0f samples/s. PyTorch was left out: %s."
            .formatted(training.samplesPerSecond(), training.peerMissing());
  }
}
