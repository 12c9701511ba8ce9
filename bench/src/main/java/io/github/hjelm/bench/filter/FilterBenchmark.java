package io.github.hjelm.bench.filter;

import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.DoubleIntegratorValue;
import io.github.hjelm.controller.safety.FilterSettings;
import io.github.hjelm.controller.safety.OverrideRule;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.controller.safety.SampledDataFilter;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.verify.FilterInLoop;
import io.github.hjelm.export.verify.HeldController;
import io.github.hjelm.export.verify.ScenarioBound;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mass that must stay within ±1 m, wishes that aim at the wall, the worst push: the filter with
 * either rule and two usual ones, at several holds, on equal scenarios.
 */
public final class FilterBenchmark {

  /** Who decides what is held. */
  public enum Kind {
    STRONGEST("look-ahead, strongest"),
    NEAREST("look-ahead, nearest"),
    PLAIN_SWITCH("plain switch"),
    PLAIN_CBF_QP("plain CBF-QP");

    private final String written;

    Kind(String written) {
      this.written = written;
    }

    /** As rows name it. */
    public String written() {
      return written;
    }

    /** Whether it is expected to keep the mass inside. */
    public boolean isOurs() {
      return this == STRONGEST || this == NEAREST;
    }
  }

  /** The holds of the published table. */
  public static final List<Double> HOLDS_S = List.of(0.1, 0.05, 0.02, 0.01, 0.001);

  /** So many clean runs prove ε = 1e-4 at β = 1e-6. */
  public static final int RUNS = 138_149;

  private static final double BETA = 1e-6;
  private static final double CBF_DECAY_PER_S = 2;

  /** Runs that one thread takes at a time: few enough for a lively progress. */
  private static final int BATCH = 64;

  private static final long REPORT_EVERY_NS = 250_000_000;

  private final Robot robot;
  private final ValueField value;
  private final MonotonicClock clock;

  public FilterBenchmark(MonotonicClock clock) throws RobotRefusal {
    this.clock = clock;
    robot =
        RobotCatalog.create(
            "double-integrator",
            Map.of("max_acceleration", LineRun.MOTOR_MPS2, "max_disturbance", LineRun.PUSH_MPS2));
    value = new DoubleIntegratorValue(LineRun.WALL_M, LineRun.MOTOR_MPS2, LineRun.PUSH_MPS2);
  }

  /** How long a run is in the published table. */
  public static double lengthS(double holdS) {
    return holdS < 0.005 ? 2 : 6;
  }

  /**
   * Runs one filter at one hold.
   *
   * @param seed equal seeds give equal runs, whatever the filter and the number of threads
   */
  public FilterRow run(
      Kind kind, double holdS, double lengthS, int runs, long seed, int threads, Progress progress)
      throws InterruptedException {
    long startNs = clock.nanoTime();
    int holds = (int) Math.max(1, Math.round(lengthS / holdS));
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Sum>> parts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        Progress heard = thread == 0 ? progress : Progress.none();
        LineRun run = new LineRun(filter(kind, holdS), holdS, holds, dip(holdS), seed);
        parts.add(pool.submit(share(run, runs, next, heard)));
      }
      Sum sum = new Sum();
      for (Future<Sum> part : parts) {
        sum.add(part.get());
      }
      return row(kind, holdS, runs, holds, sum, (clock.nanoTime() - startNs) * 1e-9, threads);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static final class Sum {
    private int violations;
    private long interventions;
    private double worst = Double.POSITIVE_INFINITY;

    void add(LineRun run) {
      // Written so that NaN is a violation.
      violations += run.worst() >= 0 ? 0 : 1;
      interventions += run.interventions();
      worst = Math.min(worst, run.worst());
    }

    void add(Sum other) {
      violations += other.violations;
      interventions += other.interventions;
      worst = Math.min(worst, other.worst);
    }
  }

  private Callable<Sum> share(LineRun run, int runs, AtomicInteger next, Progress progress) {
    return () -> {
      Sum sum = new Sum();
      long reportedNs = clock.nanoTime();
      for (int first = next.getAndAdd(BATCH); first < runs; first = next.getAndAdd(BATCH)) {
        for (int number = first; number < Math.min(runs, first + BATCH); number++) {
          run.run(number);
          sum.add(run);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (clock.nanoTime() - reportedNs >= REPORT_EVERY_NS) {
          reportedNs = clock.nanoTime();
          progress.report((double) first / runs, sum.violations + " violations seen");
        }
      }
      return sum;
    };
  }

  private static FilterRow row(
      Kind kind, double holdS, int runs, int holds, Sum sum, double seconds, int threads) {
    return new FilterRow(
        kind.written(),
        holdS,
        holds * holdS,
        runs,
        sum.violations,
        BETA,
        ScenarioBound.violationShare(runs, sum.violations, BETA),
        sum.worst,
        (long) holds * runs,
        sum.interventions,
        seconds,
        holds * holdS * runs / (seconds * threads));
  }

  /** (h/2)² sup|l̈|/8: between two instants half a hold apart, l = X - |x| dips no deeper. */
  static double dip(double holdS) {
    return holdS * holdS / 32 * (LineRun.MOTOR_MPS2 + LineRun.PUSH_MPS2);
  }

  HeldController filter(Kind kind, double holdS) {
    FilterSettings standard =
        FilterSettings.of(holdS, 0, SafetyMargins.NONE.withInterSample(dip(holdS)));
    return switch (kind) {
      case STRONGEST -> lookAhead(standard.with(OverrideRule.STRONGEST));
      case NEAREST -> lookAhead(standard.with(OverrideRule.NEAREST));
      case PLAIN_SWITCH -> new PlainSwitch(robot, value);
      case PLAIN_CBF_QP -> new PlainCbfQp(robot, value, CBF_DECAY_PER_S);
    };
  }

  private HeldController lookAhead(FilterSettings settings) {
    SampledDataFilter filter =
        new SampledDataFilter(
            robot, Certificate.of(value), CandidateRanking.asProposed(), settings);
    return new FilterInLoop(filter, robot.controls().size());
  }

  /** Prints the table: {@code [runs] [threads]}. */
  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    FilterBenchmark benchmark = new FilterBenchmark(MonotonicClock.system());
    for (double holdS : HOLDS_S) {
      for (Kind kind : Kind.values()) {
        FilterRow row =
            benchmark.run(kind, holdS, lengthS(holdS), runs, 1, threads, Progress.none());
        System.out.printf(
            "%5.0f ms  %-22s %8d violations of %d  worst %+.6f m  intervened %.1f %%"
                + "  ε %.2e  %.1f s, %.0f times real time per thread%n",
            row.holdS() * 1e3,
            row.filter(),
            row.violations(),
            row.runs(),
            row.worst(),
            100 * row.interventionShare(),
            row.violationShare(),
            row.seconds(),
            row.timesRealTime());
      }
    }
  }
}
