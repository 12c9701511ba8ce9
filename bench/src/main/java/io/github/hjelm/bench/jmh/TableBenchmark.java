package io.github.hjelm.bench.jmh;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableDescription;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableOutcome;
import io.github.hjelm.controller.reach.TablePoint;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.reach.ValueTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One lookup in a float32 table at random places, so that the processor's caches hold no more than
 * they would in flight. Beside it an empty lookup, which costs what the measuring itself does.
 *
 * <p>Sampled times of single calls contain two readings of the clock, average times overlap one
 * call with the next: a lookup in a cycle lies between the two, and a chain says where.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.SampleTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TableBenchmark {

  /** A power of two; together far more than fits beside the tables in a cache of a core. */
  private static final int PLACES = 1 << 16;

  /** So many calls that the two readings of the clock around them do not count. */
  static final int CHAIN = 256;

  /** Nodes per axis and axes. */
  @Param({"201^2", "101^3", "41^4", "25^5", "15^6"})
  public String grid = "101^3";

  /** Where the table lies. */
  @Param({"HEAP", "MAPPED"})
  public TableFiles.Storage storage = TableFiles.Storage.HEAP;

  private final double[][] places = new double[PLACES][];
  private TablePoint point = ValueTable.of(line(2, 2), new float[4]).newPoint();
  private int next;
  private Path folder = Path.of("");

  /** Runs the benchmark, its allocations too; takes JMH's own options. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(TableBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }

  @Setup
  public void fill() throws IOException, TableRefusal, InterruptedException {
    int hat = grid.indexOf('^');
    Grid nodes =
        line(Integer.parseInt(grid.substring(0, hat)), Integer.parseInt(grid.substring(hat + 1)));
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[nodes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < PLACES; i++) {
      places[i] = random.doubles(nodes.dimensions(), -1, 1).toArray();
    }
    folder = Files.createTempDirectory("hjelm-table");
    TableFiles.write(folder, new TableDescription(nodes, "none", Map.of()), values);
    point = TableFiles.read(folder, storage).values().newPoint();
    if (valueAndGradient() != TableOutcome.INSIDE) {
      throw new IllegalStateException("the table does not cover the places");
    }
  }

  /** Mapped memory outlives its file. */
  @TearDown
  public void remove() throws IOException {
    Files.deleteIfExists(folder.resolve("value.npy"));
    Files.deleteIfExists(folder.resolve("value.json"));
    Files.deleteIfExists(folder);
  }

  @Benchmark
  public TableOutcome valueAndGradient() {
    return point.look(place());
  }

  @Benchmark
  public TableOutcome valueAlone() {
    return point.lookValue(place());
  }

  /**
   * Lookups of which each decides where the next one goes, so that none overlaps: what one costs in
   * a cycle, with no share of the clock worth speaking of.
   */
  @Benchmark
  @OperationsPerInvocation(CHAIN)
  public int chained() {
    int at = next;
    for (int i = 0; i < CHAIN; i++) {
      at = (at + 1 + link(places[at])) & (PLACES - 1);
    }
    next = at;
    return at;
  }

  /** A bit that is known when value and gradient are, and that no processor can guess. */
  private int link(double[] x) {
    point.look(x);
    long bits = Double.doubleToRawLongBits(point.value());
    for (int axis = 0; axis < x.length; axis++) {
      bits ^= Double.doubleToRawLongBits(point.gradient(axis));
    }
    return (int) (bits >>> 63);
  }

  @Benchmark
  public double nothing() {
    return place()[0];
  }

  private double[] place() {
    next = (next + 1) & (PLACES - 1);
    return places[next];
  }

  private static Grid line(int count, int dimensions) {
    return new Grid(Collections.nCopies(dimensions, new GridAxis("x", "m", -1, 1, count, false)));
  }
}
