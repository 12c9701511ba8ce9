package io.github.hjelm.export.report;

import io.github.hjelm.export.study.MethodResult;
import io.github.hjelm.export.train.LossCurve;
import java.util.List;
import java.util.Optional;

/** How the losses of several methods went. */
final class LossCharts {

  private static final String STEP = "gradient steps";
  private static final String LOSS = "loss";

  private LossCharts() {}

  /** All that are positive throughout. */
  static CurveChart logarithmic(List<MethodResult> results) {
    CurveChart chart = new CurveChart(STEP, Scale.LINEAR, LOSS, Scale.LOG);
    results.stream().filter(LossCharts::positive).forEach(result -> add(chart, result));
    return chart;
  }

  /** The others: the logarithm of a likelihood may have either sign. */
  static Optional<CurveChart> linear(List<MethodResult> results) {
    List<MethodResult> others = results.stream().filter(result -> !positive(result)).toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    CurveChart chart = new CurveChart(STEP, Scale.LINEAR, LOSS, Scale.LINEAR);
    others.forEach(result -> add(chart, result));
    return Optional.of(chart);
  }

  private static boolean positive(MethodResult result) {
    return result.curve().points().stream().noneMatch(point -> point.loss() <= 0);
  }

  private static void add(CurveChart chart, MethodResult result) {
    List<LossCurve.Point> points = result.curve().points();
    chart.add(
        result.method(),
        points.stream().mapToDouble(LossCurve.Point::step).toArray(),
        points.stream().mapToDouble(LossCurve.Point::loss).toArray());
  }
}
