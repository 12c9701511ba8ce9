package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Discounted optimal control, whose values and gains are known. */
final class ControlCases {

  private static final TableErrors.Where EVERYWHERE = (x, exact) -> true;
  private static final int ROUNDS = 3;
  private static final double MOST_SECONDS = 5;

  private ControlCases() {}

  static HjbCase regulator() {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.regulator(solution), 0, EVERYWHERE);
          return List.of(
              HjbMetric.atMost("relative error of V", errors.maxRelative(), 1e-4),
              HjbMetric.atMost("relative error of the gain", LineGains.regulator(solution), 1e-4));
        };
    return new HjbCase(
        "lqr",
        "lqr",
        SolveRequest.standard(),
        ROUNDS,
        metrics,
        ClosedForms::regulator,
        null,
        Map.of(),
        MOST_SECONDS,
        Double.NaN);
  }

  static HjbCase merton() {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.merton(solution), 0, EVERYWHERE);
          return List.of(
              HjbMetric.atMost("relative error of W", errors.maxRelative(), 1e-4),
              HjbMetric.atMost(
                  "relative error of the risky share", LineGains.riskyShare(solution), 1e-4),
              HjbMetric.atMost(
                  "relative error of consumption", LineGains.consumption(solution), 1e-4));
        };
    return new HjbCase(
        "merton",
        "merton",
        SolveRequest.standard(),
        ROUNDS,
        metrics,
        ClosedForms::merton,
        null,
        Map.of(),
        MOST_SECONDS,
        Double.NaN);
  }
}
