package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.export.report.CurveChart;
import io.github.hjelm.export.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The time to rest of a mass on a line: every scheme that the problem takes, on grids that halve
 * their spacing, with the order that shows; and the problem's own choice against its limit.
 */
final class ArrivalSection implements Section {

  private static final String PROBLEM = "double-integrator-ttr";
  private static final String MEAN = "mean error in s";
  private static final String MAX = "max error in spacings";
  private static final List<Integer> COUNTS = List.of(51, 101, 201, 401);

  /** Times this close to the horizon, at which a table ends, are left out. */
  private static final double END_S = 0.1;

  /** The only scheme that knows of paths which leave the table and come back. */
  private static final String LEAVES_THE_GRID = "semi-lagrangian";

  /** Schemes that some problem has beside those of the level-set solver. */
  private static final List<String> OTHERS = List.of(LEAVES_THE_GRID, "markov-chain");

  @Override
  public String name() {
    return PROBLEM;
  }

  @Override
  public double guessedSeconds() {
    return 80;
  }

  @Override
  public Result run(Surroundings in, Progress progress) throws InterruptedException {
    List<Integer> counts = in.quick() ? List.of(21, 41) : COUNTS;
    List<HjbCase> cases = new ArrayList<>();
    cases.add(arrival("%s %d×%d", SolveRequest.standard(), in.quick() ? 41 : 201, true));
    Optional<Problem> problem = in.catalog().find(PROBLEM);
    for (String scheme : problem.isEmpty() ? List.<String>of() : schemes(problem.get())) {
      for (int count : counts) {
        SolveRequest request = Requests.scheme(SolveRequest.standard(), scheme);
        cases.add(arrival("%s " + scheme + " %d×%d", request, count, false));
      }
    }
    return new SolvedSection(
            PROBLEM, guessedSeconds(), cases, rows -> together(rows, counts.size()))
        .run(in, progress);
  }

  /** Those that the problem does not refuse. */
  private static List<String> schemes(Problem problem) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    List<String> names = new ArrayList<>(UpwindScheme.names());
    names.addAll(OTHERS);
    for (String name : names) {
      if (takes(problem, name)) {
        taken.add(name);
      }
    }
    return taken;
  }

  private static boolean takes(Problem problem, String scheme) throws InterruptedException {
    SolveRequest small = Requests.cube(SolveRequest.standard(), 2, 21);
    try {
      problem.solve(Requests.scheme(small, scheme), Progress.none());
      return true;
    } catch (SolveRefusal refused) {
      return false;
    }
  }

  private static HjbCase arrival(String name, SolveRequest request, int count, boolean judged) {
    Function<Solution, List<HjbMetric>> metrics =
        solution -> {
          TableErrors errors =
              new TableErrors(solution, ClosedForms.timeToRest(solution), 0, comparable(solution));
          double spacings = errors.max() / solution.grid().axis(0).spacing();
          return List.of(
              HjbMetric.atMost(MAX, spacings, judged ? 1 : Double.NaN),
              HjbMetric.reported(MEAN, errors.mean()));
        };
    return new HjbCase(
        name.formatted(PROBLEM, count, count),
        PROBLEM,
        Requests.cube(request, 2, count),
        judged ? 3 : 1,
        metrics,
        judged ? ArrivalSection::exact : null,
        null,
        judged ? Map.of() : null,
        Double.NaN,
        Double.NaN);
  }

  /** NaN where the table cannot be compared, which a picture leaves grey. */
  private static ToDoubleFunction<double[]> exact(Solution solution) {
    ToDoubleFunction<double[]> closed = ClosedForms.timeToRest(solution);
    TableErrors.Where comparable = comparable(solution);
    return x -> {
      double exact = closed.applyAsDouble(x);
      return comparable.counts(x, exact) ? exact : Double.NaN;
    };
  }

  /** Outside the target, before the table ends, and where the fastest path is the solver's too. */
  private static TableErrors.Where comparable(Solution solution) {
    double head = ClosedForms.parameter(solution, "head");
    double latest = solution.horizonS() - END_S;
    boolean leaves = solution.scheme().equals(LEAVES_THE_GRID);
    return (x, exact) -> exact > head && exact < latest && (leaves || staysInside(x));
  }

  /** Whether the fastest path, which turns at x + v|v|/2, stays on the grid of ±1.1. */
  private static boolean staysInside(double[] x) {
    double turning = x[0] + x[1] * Math.abs(x[1]) / 2;
    return Math.abs(turning) < 1 && Math.abs(x[0]) < 1.05 && Math.abs(x[1]) < 1.05;
  }

  private static Result together(List<HjbRow> rows, int perScheme) {
    List<HjbRow> all = new ArrayList<>(rows.subList(0, 1));
    CurveChart chart = CurveChart.logLog("nodes per axis", "mean error in s");
    for (int first = 1; first < rows.size(); first += perScheme) {
      List<HjbRow> series = new ArrayList<>(rows.subList(first, first + perScheme));
      if (series.stream().allMatch(row -> row.missing().isEmpty())) {
        double[] counts = series.stream().mapToDouble(ArrivalSection::count).toArray();
        double[] spacings = series.stream().mapToDouble(row -> 1 / (count(row) - 1)).toArray();
        double[] means = series.stream().mapToDouble(row -> row.metric(MEAN)).toArray();
        double order = Slope.of(spacings, means);
        chart.add("%s, order %.2f".formatted(series.get(0).how(), order), counts, means);
        int last = perScheme - 1;
        series.set(
            last, series.get(last).with(List.of(HjbMetric.reported("measured order", order))));
      }
      all.addAll(series);
    }
    return new Result(all, List.of(Plot.svg(PROBLEM, "error against nodes", chart.svg())));
  }

  private static double count(HjbRow row) {
    return row.facts().get("grid") instanceof List<?> grid && grid.get(0) instanceof Integer count
        ? count
        : Double.NaN;
  }
}
