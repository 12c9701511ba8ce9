package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Solution;

/**
 * Controls read off a table over one axis, by differences of fourth order so that the table's own
 * error is seen and not theirs. Each answers with its largest relative error.
 */
final class LineGains {

  /** Share of the axis, at either end, that a boundary condition may colour. */
  private static final double END_SHARE = 0.05;

  private LineGains() {}

  /** One error at an inner node. */
  @FunctionalInterface
  private interface ErrorAt {
    double at(double x, double slope, double curvature);
  }

  /** u = -(β/r)V' against -Kx, where |x| is at least a tenth of the axis. */
  static double regulator(Solution solution) {
    double gain = ClosedForms.regulatorGain(solution);
    double perSlope = ClosedForms.regulatorGainPerSlope(solution);
    double nearest = (solution.grid().axis(0).upper() - solution.grid().axis(0).lower()) / 10;
    return largest(
        solution,
        (x, slope, curvature) ->
            Math.abs(x) < nearest ? 0 : Math.abs(perSlope * slope / x - gain) / Math.abs(gain));
  }

  /** With y = ln w the share is (μ - r)/σ² · W'/(W' - W''). */
  static double riskyShare(Solution solution) {
    double share = ClosedForms.mertonShare(solution);
    double perRisk = ClosedForms.mertonSharePerRisk(solution);
    return largest(
        solution,
        (y, slope, curvature) ->
            Math.abs(perRisk * slope / (slope - curvature) - share) / Math.abs(share));
  }

  /** With y = ln w consumption per unit of wealth is (W' e^{-y})^{-1/γ} e^{-y}. */
  static double consumption(Solution solution) {
    double rate = ClosedForms.mertonConsumption(solution);
    double gamma = ClosedForms.parameter(solution, "gamma");
    return largest(
        solution,
        (y, slope, curvature) ->
            Math.abs(Math.pow(slope * Math.exp(-y), -1 / gamma) * Math.exp(-y) - rate) / rate);
  }

  private static double largest(Solution solution, ErrorAt error) {
    int count = solution.grid().axis(0).count();
    double h = solution.grid().axis(0).spacing();
    int first = Math.max(2, (int) (END_SHARE * count));
    double largest = 0;
    for (int i = first; i < count - first; i++) {
      double near = solution.values().get(i + 1) - solution.values().get(i - 1);
      double far = solution.values().get(i + 2) - solution.values().get(i - 2);
      double slope = (8 * near - far) / (12 * h);
      double nearSum = solution.values().get(i + 1) + solution.values().get(i - 1);
      double farSum = solution.values().get(i + 2) + solution.values().get(i - 2);
      double curvature = (16 * nearSum - farSum - 30 * solution.values().get(i)) / (12 * h * h);
      double x = solution.grid().axis(0).coordinate(i);
      // Math.max keeps a NaN.
      largest = Math.max(largest, error.at(x, slope, curvature));
    }
    return largest;
  }
}
