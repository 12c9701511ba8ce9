package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.jmh.ShortRun;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.report.BarChart;
import io.github.hjelm.export.report.Plot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What a lookup and the check of one candidate cost in a cycle: medians over chains of 256 calls of
 * which each waits for the one before, so that neither overlap flatters them nor the clock burdens
 * them. Beside them single calls with two readings of the clock, and what those alone cost.
 */
final class LatencySection implements Section {

  static final String NAME = "latency";
  static final String CHAINED = "ns per call";

  private static final String SINGLE = "ns of a single call with the clock";
  private static final String BYTES = "bytes allocated";
  private static final int BENCHMARKS = 9;
  private static final double MOST_CHECK_NS = 250;

  private record Table(String name, String grid, double mostNs) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("value and gradient in 2-D, 201²", "201^2", 60),
          new Table("value and gradient in 3-D, 101³", "101^3", 90),
          new Table("value and gradient in 4-D, 41⁴", "41^4", 130));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double guessedSeconds() {
    return BENCHMARKS * run(false).seconds();
  }

  private static ShortRun run(boolean quick) {
    return quick ? new ShortRun(2, 100) : new ShortRun(3, 1000);
  }

  @Override
  public Result run(Surroundings in, Progress progress) throws IOException, InterruptedException {
    ShortRun run = run(in.quick());
    List<HjbRow> rows = new ArrayList<>();
    BarChart chart = new BarChart(" ns");
    int done = 0;
    for (Table table : TABLES) {
      progress.report((double) done / BENCHMARKS, table.name());
      done += 2;
      try {
        rows.add(
            row(
                table.name(),
                run.lookup(table.grid()),
                table.mostNs(),
                run.lookupWithClock(table.grid()),
                ShortRun.lookupBytes(table.grid())));
      } catch (RunnerException | TableRefusal e) {
        rows.add(HjbRow.missing(NAME, table.name(), String.valueOf(e.getMessage())));
      }
    }
    progress.report((double) done / BENCHMARKS, "check of one candidate");
    rows.addAll(checks(run));
    rows.forEach(row -> chart.add("", row.name(), row.metric(CHAINED)));
    return new Result(rows, List.of(Plot.svg(NAME, "time of one call", chart.svg())));
  }

  private static List<HjbRow> checks(ShortRun run) {
    String check = "check of one candidate";
    String clock = "two readings of the clock";
    try {
      return List.of(
          row(check, run.check(), MOST_CHECK_NS, run.checkWithClock(), ShortRun.checkBytes()),
          new HjbRow(
              NAME,
              clock,
              "single calls",
              Map.of(),
              List.of(HjbMetric.reported(SINGLE, run.clock(TABLES.get(0).grid()))),
              ""));
    } catch (RunnerException e) {
      return List.of(HjbRow.missing(NAME, check, String.valueOf(e.getMessage())));
    }
  }

  static HjbRow row(String name, double ns, double mostNs, double singleNs, long bytes) {
    return new HjbRow(
        NAME,
        name,
        "median over chains of calls",
        Map.of(),
        List.of(
            HjbMetric.atMost(CHAINED, ns, mostNs),
            HjbMetric.reported(SINGLE, singleNs),
            HjbMetric.atMost(BYTES, (double) bytes, 0)),
        "");
  }
}
