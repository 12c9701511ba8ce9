package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.filter.FilterBenchmark;
import io.github.hjelm.bench.filter.FilterBenchmark.Kind;
import io.github.hjelm.bench.filter.FilterRow;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.report.BarChart;
import io.github.hjelm.export.report.Plot;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The run-time filter under sample and hold, beside the plain switch and the plain CBF-QP. */
final class FilterSection implements Section {

  static final String NAME = "filter";

  private static final int QUICK_RUNS = 200;
  private static final long SEED = 1;
  private static final double MOST_INTERVENTIONS = 52;
  private static final double MOST_SHARE = 1e-4;
  private static final double LEAST_TIMES_REAL_TIME = 100;

  /** At this hold the usual filters are known to fail, and a run in which they do not is wrong. */
  private static final double SLOWEST_HOLD_S = 0.1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double guessedSeconds() {
    return 320;
  }

  @Override
  public Result run(Surroundings in, Progress progress) throws InterruptedException {
    int runs = in.quick() ? QUICK_RUNS : FilterBenchmark.RUNS;
    List<HjbRow> rows = new ArrayList<>();
    BarChart violations = new BarChart(" %");
    BarChart interventions = new BarChart(" %");
    double all = 0;
    for (double holdS : FilterBenchmark.HOLDS_S) {
      all += Kind.values().length * FilterBenchmark.lengthS(holdS) / holdS;
    }
    double before = 0;
    for (double holdS : FilterBenchmark.HOLDS_S) {
      double lengthS = FilterBenchmark.lengthS(holdS);
      String group = "hold %s ms".formatted(Numbers.of(holdS * 1e3));
      for (Kind kind : Kind.values()) {
        double from = before / all;
        double share = lengthS / holdS / all;
        before += lengthS / holdS;
        String name = "%s, %s".formatted(group, kind.written());
        FilterRow row =
            benchmark(in)
                .run(
                    kind,
                    holdS,
                    lengthS,
                    runs,
                    SEED,
                    Runtime.getRuntime().availableProcessors(),
                    (done, what) -> progress.report(from + share * done, name + ", " + what));
        rows.add(row(name, kind, row));
        violations.add(group, kind.written(), 100.0 * row.violations() / row.runs());
        interventions.add(group, kind.written(), 100 * row.interventionShare());
      }
    }
    return new Result(
        rows,
        List.of(
            Plot.svg(NAME, "runs that leave the safe set", violations.svg()),
            Plot.svg(NAME, "wishes that are overridden", interventions.svg())));
  }

  private static FilterBenchmark benchmark(Surroundings in) {
    try {
      return new FilterBenchmark(in.clock());
    } catch (RobotRefusal e) {
      throw new IllegalStateException("the catalogue lacks its simplest robot", e);
    }
  }

  static HjbRow row(String name, Kind kind, FilterRow measured) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("filter", measured.filter());
    facts.put("holdS", measured.holdS());
    facts.put("lengthS", measured.lengthS());
    facts.put("runs", measured.runs());
    facts.put("beta", measured.beta());
    facts.put("cycles", measured.holds());
    facts.put("seconds", measured.seconds());
    List<HjbMetric> metrics = new ArrayList<>();
    metrics.add(
        kind.isOurs()
            ? HjbMetric.atMost("violations", measured.violations(), 0)
            : HjbMetric.atLeast(
                "violations", measured.violations(), mustFail(measured) ? 1 : Double.NaN));
    metrics.add(HjbMetric.reported("worst value in m", measured.worst()));
    metrics.add(
        HjbMetric.atMost(
            "ε at β = 1e-6", measured.violationShare(), kind.isOurs() ? MOST_SHARE : Double.NaN));
    metrics.add(
        HjbMetric.atMost(
            "interventions in %",
            100 * measured.interventionShare(),
            kind == Kind.STRONGEST ? MOST_INTERVENTIONS : Double.NaN));
    metrics.add(
        HjbMetric.atLeast(
            "times real time per core",
            measured.timesRealTime(),
            kind.isOurs() ? LEAST_TIMES_REAL_TIME : Double.NaN));
    String how = "%,d runs of %s s".formatted(measured.runs(), Numbers.of(measured.lengthS()));
    return new HjbRow(NAME, name, how, facts, metrics, "");
  }

  private static boolean mustFail(FilterRow measured) {
    return measured.holdS() == SLOWEST_HOLD_S;
  }
}
