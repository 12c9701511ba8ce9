package io.github.hjelm.bench.jmh;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.reach.TableRefusal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Medians of the benchmarks in this package, each in a Java process of its own. */
public final class ShortRun {

  private static final int MIDDLE = 50;

  private final int iterations;
  private final TimeValue each;

  /**
   * @param iterations that are measured; as many less one before them warm up
   * @param millis how long each lasts
   */
  public ShortRun(int iterations, long millis) {
    this.iterations = iterations;
    this.each = TimeValue.milliseconds(millis);
  }

  /** How long one benchmark takes, about. */
  public double seconds() {
    return 1.5 + (2 * iterations - 1) * each.convertTo(TimeUnit.MILLISECONDS) * 1e-3;
  }

  /** Nanoseconds of a lookup of value and gradient, each after the one before. */
  public double lookup(String grid) throws RunnerException {
    return median(TableBenchmark.class, "chained", table(grid));
  }

  /** Nanoseconds of a single lookup with two readings of the clock around it. */
  public double lookupWithClock(String grid) throws RunnerException {
    return median(TableBenchmark.class, "valueAndGradient", table(grid));
  }

  /** Nanoseconds of nothing with two readings of the clock around it. */
  public double clock(String grid) throws RunnerException {
    return median(TableBenchmark.class, "nothing", table(grid));
  }

  private static Map<String, String> table(String grid) {
    return Map.of("grid", grid, "storage", "HEAP");
  }

  /** Nanoseconds of the check of one candidate, each after the one before. */
  public double check() throws RunnerException {
    return median(FilterCheckBenchmark.class, "chained", Map.of());
  }

  /** Nanoseconds of a single check with two readings of the clock around it. */
  public double checkWithClock() throws RunnerException {
    return median(FilterCheckBenchmark.class, "oneCandidate", Map.of());
  }

  private double median(Class<?> home, String method, Map<String, String> parameters)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + home.getName().replace(".", "\\.") + "\\." + method + "$")
            .mode(Mode.SampleTime)
            .forks(1)
            .warmupIterations(iterations - 1)
            .warmupTime(each)
            .measurementIterations(iterations)
            .measurementTime(each)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    parameters.forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(MIDDLE);
  }

  /** Bytes that a chain of lookups allocates. */
  public static long lookupBytes(String grid)
      throws IOException, TableRefusal, InterruptedException {
    TableBenchmark benchmark = new TableBenchmark();
    benchmark.grid = grid;
    try {
      benchmark.fill();
      return leastBytes(benchmark::chained);
    } finally {
      benchmark.remove();
    }
  }

  /** Bytes that a chain of checks allocates. */
  public static long checkBytes() {
    FilterCheckBenchmark benchmark = new FilterCheckBenchmark();
    benchmark.draw();
    return leastBytes(benchmark::chained);
  }

  /** The least of several batches: the compiler may allocate for itself while it warms up. */
  private static long leastBytes(Runnable chain) {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
      throw new IllegalStateException("this Java does not count allocated bytes");
    }
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < 20 && least > 0; batch++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        chain.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
