package io.github.hjelm.export.verify;

import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Many independent closed-loop runs and the bound that follows from them (theory 03.10). */
public final class ScenarioVerification {

  /** Runs that one thread takes at a time: few enough for a lively progress. */
  private static final int BATCH = 64;

  private static final long REPORT_EVERY_NS = 250_000_000;

  private final Robot robot;
  private final Supplier<ValueField> values;
  private final ClearanceField clearance;
  private final Supplier<HeldController> controllers;
  private final MonotonicClock clock;

  /** Prepares runs of one robot, with a value that threads may share. */
  public ScenarioVerification(
      Robot robot,
      ValueField value,
      ClearanceField clearance,
      Supplier<HeldController> controllers,
      MonotonicClock clock) {
    this(robot, () -> value, clearance, controllers, clock);
  }

  /**
   * Prepares runs of one robot.
   *
   * @param values makes V_c, from whose set starts are drawn and against which the adversaries
   *     play; one per batch
   * @param clearance l, below zero means a violation
   * @param controllers makes one controller per batch, so that none is shared between threads
   */
  public ScenarioVerification(
      Robot robot,
      Supplier<ValueField> values,
      ClearanceField clearance,
      Supplier<HeldController> controllers,
      MonotonicClock clock) {
    this.robot = robot;
    this.values = values;
    this.clearance = clearance;
    this.controllers = controllers;
    this.clock = clock;
  }

  private record Batch(long violations, double worstClearance, long interventions) {

    Batch plus(Batch other) {
      return new Batch(
          violations + other.violations,
          Math.min(worstClearance, other.worstClearance),
          interventions + other.interventions);
    }
  }

  /**
   * Runs them all.
   *
   * @throws InterruptedException when the thread was interrupted; nothing goes on
   */
  public ScenarioReport run(ScenarioSettings settings, Progress progress)
      throws InterruptedException {
    long startNs = clock.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(settings.threads());
    try {
      List<Future<Batch>> batches = new ArrayList<>();
      for (int from = 0; from < settings.runs(); from += BATCH) {
        int first = from;
        int last = Math.min(settings.runs(), first + BATCH);
        batches.add(pool.submit(() -> batch(settings, first, last)));
      }
      Batch sum = collect(batches, progress);
      return report(settings, sum, (clock.nanoTime() - startNs) * 1e-9);
    } finally {
      pool.shutdownNow();
    }
  }

  private Batch collect(List<Future<Batch>> batches, Progress progress)
      throws InterruptedException {
    Batch sum = new Batch(0, Double.POSITIVE_INFINITY, 0);
    long reportedNs = clock.nanoTime();
    for (int i = 0; i < batches.size(); i++) {
      try {
        sum = sum.plus(batches.get(i).get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a scenario failed", e.getCause());
      }
      if (clock.nanoTime() - reportedNs >= REPORT_EVERY_NS) {
        reportedNs = clock.nanoTime();
        progress.report((i + 1.0) / batches.size(), sum.violations() + " violations");
      }
    }
    return sum;
  }

  private Batch batch(ScenarioSettings settings, int first, int last) throws InterruptedException {
    Scenario scenario = new Scenario(robot, values.get(), clearance, controllers.get(), settings);
    Batch sum = new Batch(0, Double.POSITIVE_INFINITY, 0);
    for (int number = first; number < last; number++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      scenario.run(number);
      double worst = scenario.worstClearance();
      // Written so that NaN is a violation.
      sum = sum.plus(new Batch(worst >= 0 ? 0 : 1, worst, scenario.interventions()));
    }
    return sum;
  }

  private static ScenarioReport report(ScenarioSettings settings, Batch sum, double seconds) {
    long holds = (long) settings.holds() * settings.runs();
    return new ScenarioReport(
        settings.runs(),
        sum.violations(),
        settings.beta(),
        ScenarioBound.violationShare(settings.runs(), sum.violations(), settings.beta()),
        sum.worstClearance(),
        holds,
        sum.interventions(),
        seconds,
        holds * settings.holdS() / (seconds * settings.threads()));
  }
}
