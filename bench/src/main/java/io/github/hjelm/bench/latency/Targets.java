package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.duet.CapacitySearch;
import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Interval;
import io.github.hjelm.bench.stats.Trend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What our stack set out to reach, held against what a run has shown. */
final class Targets {

  private static final String FLOOR = "c";
  private static final String VECTOR = "hjelm-vector";
  private static final String PYTHON_ONNX_RUNTIME = "python-onnxruntime";
  private static final String PYTHON_TORCH = "python-torch";
  private static final String HEADLINE = "W3";

  private static final double PERCENT = 100;

  /** In percent. */
  private static final double LATE = 0.1;

  private static final String QUIETLY = ", in quiet slices";
  private static final String BY_VECTOR = " with `engine: vector`";

  /**
   * One of them.
   *
   * @param what is measured
   * @param wanted {@code ≤ 1.3}
   * @param measured with its interval where it has one; {@code -} when nobody could take it
   * @param met whether it is reached; false when nobody could tell
   */
  record Line(String what, String wanted, String measured, boolean met) {

    String verdict() {
      return met ? "met" : measured.equals("-") ? "not measured" : "missed";
    }
  }

  private final LatencyReport report;
  private final List<Line> lines = new ArrayList<>();

  private Targets(LatencyReport report) {
    this.report = report;
  }

  /** Those that the run's workloads can tell of. */
  static List<Line> of(LatencyReport report) {
    Targets targets = new Targets(report);
    targets.workload("W1").ifPresent(targets::transport);
    targets.workload(HEADLINE).ifPresent(targets::headline);
    targets.workload("W5").ifPresent(targets::fleet);
    targets.workload("W7").ifPresent(targets::capacity);
    return targets.lines;
  }

  private Optional<WorkloadReport> workload(String id) {
    return report.workloads().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private static Optional<StackReport> stack(WorkloadReport workload, String name) {
    return workload.stacks().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private void transport(WorkloadReport w1) {
    atMost("W1 echo, two broker hops: service p50 over the C echo's", 1.1, overFloor(w1));
  }

  private void headline(WorkloadReport w3) {
    atMost("W3: service p50 over the C floor's", 1.3, overFloor(w3));
    atMost("W3: service p50 over the C floor's" + BY_VECTOR, 1.3, ratio(w3, VECTOR, FLOOR));
    String ours = report.ours();
    String onnxRuntime = "W3: service p50 of Python with ONNX Runtime over ours";
    faster(onnxRuntime, 1.6, ratio(w3, PYTHON_ONNX_RUNTIME, ours));
    faster(onnxRuntime + BY_VECTOR, 1.6, ratio(w3, PYTHON_ONNX_RUNTIME, VECTOR));
    String torch = "W3: service p50 of Python with PyTorch over ours";
    faster(torch, 3, ratio(w3, PYTHON_TORCH, ours));
    faster(torch + BY_VECTOR, 3, ratio(w3, PYTHON_TORCH, VECTOR));
    String tail = "W3: service p99 over the C floor's";
    atMost(tail + QUIETLY, 1.5, quietTail(w3, ours));
    atMost(tail + BY_VECTOR + QUIETLY, 1.5, quietTail(w3, VECTOR));
    atMost("from calling the launcher to the first command, in s", 1.5, report.firstCommandS());
    atMost(
        "memory resident with TensorFlow loaded, in MB",
        450,
        stack(w3, report.ours()).map(StackReport::residentMb).orElse(Double.NaN));
    Trend grown =
        stack(w3, report.ours())
            .map(stack -> MemoryTrend.of(stack, report.seed()))
            .orElse(Trend.UNKNOWN);
    add(
        "slope of resident memory over half an hour, in MB per h",
        "0 in its interval, or < 1 MB added",
        LatencyText.trend(grown),
        MemoryTrend.flat(grown));
  }

  private void fleet(WorkloadReport w5) {
    String what = "W5: commands of 64 robots × 50 Hz that come late, in %";
    Optional<StackReport> ours = stack(w5, report.ours());
    atMost(what, LATE, missed(ours.map(StackReport::all)));
    atMost(what + QUIETLY, LATE, missed(ours.map(StackReport::quiet)));
  }

  private static double missed(Optional<StackReport.Figures> its) {
    return its.filter(figures -> figures.slices() > 0)
        .map(figures -> PERCENT * figures.counts().missRatio())
        .orElse(Double.NaN);
  }

  private void capacity(WorkloadReport w7) {
    List<CapacitySearch.Point> points = w7.capacity().getOrDefault(report.ours(), List.of());
    String what = "W7: highest rate of one robot with at most 0.1 % late, in kHz";
    boolean asked = !points.isEmpty();
    boolean quiet = points.stream().anyMatch(point -> point.quietCommands() > 0);
    atLeast(what, asked ? CapacitySearch.highestHz(points) : Double.NaN);
    atLeast(what + QUIETLY, quiet ? CapacitySearch.highestWhenQuietHz(points) : Double.NaN);
  }

  private void atLeast(String what, double hertz) {
    double kiloHertz = hertz / 1_000;
    add(what, "≥ 4", LatencyText.small(kiloHertz), kiloHertz >= 4);
  }

  private Interval overFloor(WorkloadReport workload) {
    return ratio(workload, report.ours(), FLOOR);
  }

  /** Of service medians, round by round. */
  private Interval ratio(WorkloadReport workload, String above, String below) {
    return new BlockBootstrap(report.seed())
        .ratio(medians(workload, above), medians(workload, below));
  }

  private static double[] medians(WorkloadReport workload, String name) {
    double[] medians = new double[workload.rounds()];
    Arrays.fill(medians, Double.NaN);
    stack(workload, name).stream()
        .flatMap(stack -> stack.rounds().stream())
        .filter(line -> line.round() < medians.length)
        .forEach(line -> medians[line.round()] = line.serviceP50Us());
    return medians;
  }

  private static double quietTail(WorkloadReport workload, String name) {
    return quietP99(workload, name) / quietP99(workload, FLOOR);
  }

  private static double quietP99(WorkloadReport workload, String name) {
    return stack(workload, name)
        .map(stack -> StackReport.percentile(stack.quiet().service(), "p99"))
        .filter(Percentile::solid)
        .map(Percentile::us)
        .orElse(Double.NaN);
  }

  private void atMost(String what, double limit, Interval interval) {
    add(
        what,
        "≤ " + LatencyText.small(limit),
        LatencyText.interval(interval),
        interval.ratio() <= limit);
  }

  private void atMost(String what, double limit, double value) {
    add(what, "≤ " + LatencyText.small(limit), LatencyText.small(value), value <= limit);
  }

  private void faster(String what, double factor, Interval interval) {
    String wanted = String.format(Locale.ROOT, "≥ %.3g, interval above 1", factor);
    boolean met = interval.ratio() >= factor && interval.lower() > 1;
    add(what, wanted, LatencyText.interval(interval), met);
  }

  private void add(String what, String wanted, String measured, boolean met) {
    lines.add(new Line(what, wanted, measured, met));
  }
}
