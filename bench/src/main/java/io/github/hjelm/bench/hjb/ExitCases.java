package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.report.CurveChart;
import io.github.hjelm.export.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Probabilities of staying between two walls: the series, and what control can make of it. */
final class ExitCases {

  static final String SECTION = "exit-probability";
  private static final String ERROR = "max error";

  /** Node counts whose spacings halve, all with a node at 0 and at 0.5. */
  private static final int[] COUNTS = {41, 81, 161, 321};

  /** With |u| ≤ 1, σ = 0.5 and T = 1, from 0 and from 0.5; converged to 1e-6 and 1e-5. */
  private static final double[][] CONTROLLED = {{0, 0.9989298}, {0.5, 0.9830222}};

  private static final TableErrors.Where EVERYWHERE = (x, exact) -> true;

  private ExitCases() {}

  static List<HjbCase> all() {
    List<HjbCase> cases = new ArrayList<>();
    for (String sigma : List.of("1", "0.5")) {
      String name = "exit-probability σ = " + sigma;
      SolveRequest request = Requests.settings(Map.of("sigma", sigma));
      cases.add(survival(name, request, true));
      for (int count : COUNTS) {
        cases.add(survival(name + ", " + count, Requests.cube(request, 1, count), false));
      }
    }
    SolveRequest steered = Requests.settings(Map.of("sigma", "0.5", "maxControl", "1"));
    cases.add(controlled("exit-probability, controlled", steered, true));
    for (int count : COUNTS) {
      String name = "exit-probability, controlled, " + count;
      cases.add(controlled(name, Requests.cube(steered, 1, count), false));
    }
    return cases;
  }

  private static HjbCase survival(String name, SolveRequest request, boolean judged) {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.survival(solution), 0, EVERYWHERE);
          return probability(solution, errors.max(), judged);
        };
    return new HjbCase(
        name,
        "exit-probability",
        request,
        judged ? 3 : 1,
        metrics,
        ClosedForms::survival,
        null,
        judged ? Map.of() : null,
        judged ? 5 : Double.NaN,
        Double.NaN);
  }

  private static HjbCase controlled(String name, SolveRequest request, boolean judged) {
    return new HjbCase(
        name,
        "exit-probability",
        request,
        judged ? 3 : 1,
        solution -> probability(solution, controlledError(solution), judged),
        null,
        null,
        judged ? Map.of() : null,
        judged ? 5 : Double.NaN,
        Double.NaN);
  }

  static double controlledError(Solution solution) {
    double largest = 0;
    for (double[] known : CONTROLLED) {
      double[] x = {known[0]};
      double value = TableLookup.value(solution.grid(), solution.values(), x);
      largest = Math.max(largest, Math.abs(value - known[1]));
    }
    return largest;
  }

  private static List<HjbMetric> probability(Solution solution, double error, boolean judged) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int node = 0; node < solution.values().size(); node++) {
      smallest = Math.min(smallest, solution.values().get(node));
      largest = Math.max(largest, solution.values().get(node));
    }
    return List.of(
        HjbMetric.atMost(ERROR, error, judged ? 1e-3 : Double.NaN),
        HjbMetric.atLeast("least probability", smallest, 0),
        HjbMetric.atMost("largest probability", largest, 1));
  }

  /** Each series, a judged row and its refinements after it, has to fall from grid to grid. */
  static Section.Result together(List<HjbRow> rows) {
    List<HjbRow> all = new ArrayList<>();
    CurveChart chart = CurveChart.logLog("spacing", "largest error");
    for (int first = 0; first < rows.size(); first += COUNTS.length + 1) {
      List<HjbRow> series = rows.subList(first + 1, first + 1 + COUNTS.length);
      HjbRow judged = rows.get(first);
      if (judged.missing().isEmpty() && series.stream().allMatch(r -> r.missing().isEmpty())) {
        double[] spacings = new double[COUNTS.length];
        double[] errors = new double[COUNTS.length];
        double growth = 0;
        for (int i = 0; i < COUNTS.length; i++) {
          spacings[i] = 2.0 / (COUNTS[i] - 1);
          errors[i] = series.get(i).metric(ERROR);
          growth = i == 0 ? 0 : Math.max(growth, errors[i] / errors[i - 1]);
        }
        double order = Slope.of(spacings, errors);
        chart.add("%s, order %.2f".formatted(judged.name(), order), spacings, errors);
        judged =
            judged.with(
                List.of(
                    HjbMetric.atMost("error over the next coarser grid's", growth, 1),
                    HjbMetric.reported("measured order", order)));
      }
      all.add(judged);
      all.addAll(series);
    }
    return new Section.Result(
        all, List.of(Plot.svg(SECTION, "error against spacing", chart.svg())));
  }
}
