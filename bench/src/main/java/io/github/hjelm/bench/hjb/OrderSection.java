package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.LevelSetSolver;
import io.github.hjelm.export.hjb.solver.RungeKutta;
import io.github.hjelm.export.hjb.solver.SolverSettings;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.export.report.CurveChart;
import io.github.hjelm.export.report.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether every scheme has the order that it declares, on a smooth wave. */
final class OrderSection implements Section {

  static final String NAME = "orders";

  private static final double HORIZON_S = 0.3;

  /** So many steps that it does not matter how short the last one is. */
  private static final double MANY_STEPS_S = 1;

  /** Slopes are measured a little below an order as long as the grid is coarse. */
  private static final double ALLOWANCE = 0.25;

  /** Steps so short that the error of the third-order steps is far below that in space. */
  private static final double SHORT_STEPS = 0.1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double guessedSeconds() {
    return 10;
  }

  @Override
  public Result run(Surroundings in, Progress progress) throws InterruptedException {
    int[] counts = in.quick() ? new int[] {24, 48} : new int[] {24, 48, 96};
    List<HjbRow> rows = new ArrayList<>();
    CurveChart inSpace = CurveChart.logLog("spacing in m", "mean error");
    CurveChart inTime = CurveChart.logLog("share of the longest stable step", "mean error");
    int all = UpwindScheme.values().length + RungeKutta.values().length;
    try {
      for (UpwindScheme scheme : UpwindScheme.values()) {
        progress.report((double) rows.size() / all, "order of " + scheme.written());
        rows.add(inSpace(scheme, counts, inSpace));
      }
      for (RungeKutta steps : RungeKutta.values()) {
        progress.report(
            (double) rows.size() / all, "order of Runge-Kutta in " + steps.stages() + " stages");
        rows.add(inTime(steps, inTime));
      }
    } catch (SolveRefusal e) {
      rows.add(HjbRow.missing(NAME, "order", String.valueOf(e.getMessage())));
    }
    return new Result(
        rows,
        List.of(
            Plot.svg(NAME, "error in space", inSpace.svg()),
            Plot.svg(NAME, "error in time", inTime.svg())));
  }

  private static HjbRow inSpace(UpwindScheme scheme, int[] counts, CurveChart chart)
      throws SolveRefusal, InterruptedException {
    SolverSettings settings =
        SolverSettings.of(scheme, HORIZON_S, 0)
            .withRungeKutta(RungeKutta.THIRD)
            .withCfl(SHORT_STEPS);
    double[] spacings = new double[counts.length];
    double[] errors = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      Grid grid = SmoothWave.grid(counts[i]);
      spacings[i] = grid.axis(0).spacing();
      Values values = solve(grid, settings);
      double[] x = new double[2];
      for (int node = 0; node < grid.size(); node++) {
        grid.coordinates(node, x);
        double error = Math.abs(values.get(node) - SmoothWave.value(x, HORIZON_S));
        errors[i] += error / grid.size();
      }
    }
    return row("derivatives " + scheme.written(), scheme.order(), spacings, errors, chart);
  }

  /** Against steps that are far shorter, on one grid, so that only the steps differ. */
  private static HjbRow inTime(RungeKutta steps, CurveChart chart)
      throws SolveRefusal, InterruptedException {
    Grid grid = SmoothWave.grid(32);
    SolverSettings settings = SolverSettings.of(UpwindScheme.WENO5, MANY_STEPS_S, 0);
    Values limit = solve(grid, settings.withRungeKutta(RungeKutta.THIRD).withCfl(0.02));
    double[] shares = {0.4, 0.2, 0.1};
    double[] errors = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      Values values = solve(grid, settings.withRungeKutta(steps).withCfl(shares[i]));
      for (int node = 0; node < grid.size(); node++) {
        errors[i] += Math.abs(values.get(node) - limit.get(node)) / grid.size();
      }
    }
    return row(
        "Runge-Kutta in " + steps.stages() + " stages", steps.order(), shares, errors, chart);
  }

  private static Values solve(Grid grid, SolverSettings settings)
      throws SolveRefusal, InterruptedException {
    GridProblem problem =
        new GridProblem(
            grid,
            new SmoothWave(),
            Game.AVOID,
            Tube.NONE,
            x -> SmoothWave.value(x, 0),
            Optional.empty());
    return new LevelSetSolver(problem, settings).solve(Progress.none()).values();
  }

  private static HjbRow row(
      String name, int declared, double[] spacings, double[] errors, CurveChart chart) {
    double order = Slope.of(spacings, errors);
    chart.add("%s, order %.2f".formatted(name, order), spacings, errors);
    return new HjbRow(
        NAME,
        "order of " + name,
        "smooth wave, declared " + declared,
        Map.of("declared", declared, "spacings", boxed(spacings), "errors", boxed(errors)),
        List.of(HjbMetric.atLeast("measured order", order, declared - ALLOWANCE)),
        "");
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
