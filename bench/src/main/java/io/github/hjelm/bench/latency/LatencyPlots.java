package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.duet.CapacitySearch;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.export.report.BarChart;
import io.github.hjelm.export.report.CurveChart;
import io.github.hjelm.export.report.Plot;
import io.github.hjelm.export.report.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The pictures of a workload. */
final class LatencyPlots {

  private static final String US = "µs";

  private LatencyPlots() {}

  static List<Plot> of(WorkloadReport workload) {
    List<StackReport> shown =
        workload.stacks().stream().filter(stack -> stack.all().slices() > 0).toList();
    List<Plot> plots = new ArrayList<>();
    if (!shown.isEmpty()) {
      plots.add(plot(workload, "response time of all, one in so many is slower", allStacks(shown)));
      for (StackReport stack : shown) {
        plots.add(plot(workload, stack.name() + ", one in so many is slower", spectra(stack)));
      }
      plots.add(plot(workload, "where the time goes, mean", stages(shown)));
      plots.add(plot(workload, "median of each slice", series(shown, RoundLine::serviceP50Us)));
      plots.add(plot(workload, "p99 of each slice, and the control's worst", tails(shown)));
      plots.add(plot(workload, "age of information at the actuator", sawteeth(shown)));
    }
    if (!workload.capacity().isEmpty()) {
      plots.add(plot(workload, "misses by rate", capacity(workload)));
    }
    return plots;
  }

  private static Plot plot(WorkloadReport workload, String title, String svg) {
    return Plot.svg(workload.id(), title, svg);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(CurveChart chart, String name, Spectrum spectrum) {
    chart.add(name, array(spectrum.oneInN()), array(spectrum.us()));
  }

  private static String allStacks(List<StackReport> stacks) {
    CurveChart chart = CurveChart.logLog("1 / (1 - p)", US);
    stacks.forEach(stack -> add(chart, stack.name(), stack.all().responseSpectrum()));
    add(chart, "control process", stacks.get(0).all().controlSpectrum());
    return chart.svg();
  }

  private static String spectra(StackReport stack) {
    CurveChart chart = CurveChart.logLog("1 / (1 - p)", US);
    add(chart, "service", stack.all().serviceSpectrum());
    add(chart, "response", stack.all().responseSpectrum());
    add(chart, "control process", stack.all().controlSpectrum());
    if (stack.quiet().slices() > 0) {
      add(chart, "response, quiet slices", stack.quiet().responseSpectrum());
    }
    return chart.svg();
  }

  private static String stages(List<StackReport> stacks) {
    BarChart chart = new BarChart(" " + US);
    for (StackReport stack : stacks) {
      stack.stages().forEach(line -> chart.add(stack.name(), line.stage(), line.meanUs()));
    }
    return chart.svg();
  }

  private static String series(List<StackReport> stacks, ToDoubleFunction<RoundLine> value) {
    CurveChart chart = new CurveChart("s", Scale.LINEAR, US, Scale.LOG);
    stacks.forEach(stack -> add(chart, stack.name(), stack.rounds(), value));
    return chart.svg();
  }

  private static String tails(List<StackReport> stacks) {
    CurveChart chart = new CurveChart("s", Scale.LINEAR, US, Scale.LOG);
    stacks.forEach(stack -> add(chart, stack.name(), stack.rounds(), RoundLine::responseP99Us));
    add(chart, "control process, worst", stacks.get(0).rounds(), RoundLine::controlMaxUs);
    return chart.svg();
  }

  private static void add(
      CurveChart chart, String name, List<RoundLine> rounds, ToDoubleFunction<RoundLine> value) {
    chart.add(
        name,
        rounds.stream().mapToDouble(RoundLine::atS).toArray(),
        rounds.stream().mapToDouble(value).toArray());
  }

  private static String sawteeth(List<StackReport> stacks) {
    CurveChart chart = new CurveChart("ms", Scale.LINEAR, US, Scale.LINEAR);
    for (StackReport stack : stacks) {
      chart.add(stack.name(), array(stack.sawtoothAtMs()), array(stack.sawtoothAgeUs()));
    }
    return chart.svg();
  }

  private static String capacity(WorkloadReport workload) {
    CurveChart chart = new CurveChart("Hz", Scale.LOG, "misses %", Scale.LINEAR);
    workload
        .capacity()
        .forEach(
            (stack, points) ->
                chart.add(
                    stack,
                    points.stream().mapToDouble(CapacitySearch.Point::rateHz).toArray(),
                    points.stream().mapToDouble(point -> 100 * point.missRatio()).toArray()));
    return chart.svg();
  }
}
