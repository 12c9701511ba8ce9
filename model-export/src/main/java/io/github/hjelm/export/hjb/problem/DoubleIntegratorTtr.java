package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.monotone.TimeToReach;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.GridValues;
import io.github.hjelm.export.hjb.solver.LevelSetSolver;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a mass on a line needs to come to rest in the middle; known in closed form.
 *
 * <p>The target is the set of states that need at most {@code head} seconds, since a single state
 * covers no node; that time is added again, so that the table is the time to rest itself. The
 * standard scheme follows arcs of held pushes (theory 02.31). The others watch when a reach tube
 * first covers a node (theory 01.14): the tips of the first set, through which all fastest paths
 * lead, limit them.
 */
public final class DoubleIntegratorTtr extends GameProblem {

  /** Arcs that shorten a time by less are not looked for: far below the error of any grid. */
  private static final double TOLERANCE_S = 1e-4;

  @Override
  public String name() {
    return "double-integrator-ttr";
  }

  @Override
  public String summary() {
    return "the time in which a mass comes to rest in the middle";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("acceleration", "m/s²", 1, 1e-3, 1e3, "strongest push"),
        new Parameter("head", "s", 1.0, 1e-3, 1e3, "the time that the target still needs"),
        new Parameter(
            "margin", "1", 0.1, 0, 2, "share of each axis that paths may switch beyond its ends"));
  }

  @Override
  List<GridAxis> axes() {
    return List.of(
        new GridAxis("position", "m", -1.1, 1.1, 201, false),
        new GridAxis("velocity", "m/s", -1.1, 1.1, 201, false));
  }

  @Override
  double standardHorizonS() {
    return 4;
  }

  @Override
  String standardScheme() {
    return SEMI_LAGRANGIAN;
  }

  @Override
  String sign() {
    return "time to rest in s";
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double acceleration = settings.number("acceleration");
    double head = settings.number("head");
    Robot robot =
        robot(
            "double-integrator", Map.of("max_acceleration", acceleration, "max_disturbance", 0.0));
    return new GridProblem(
        grid, robot, Game.REACH, Tube.FREEZE, x -> first(acceleration, head, x), Optional.empty());
  }

  @Override
  GridValues run(LevelSetSolver solver, Progress progress)
      throws SolveRefusal, InterruptedException {
    return solver.solveArrivals(progress);
  }

  /** Solves on a grid that is wider by the margin, and cuts the table out of the middle. */
  @Override
  GridValues runSemiLagrangian(
      GridProblem posed, ProblemSettings settings, double horizonS, Progress progress)
      throws SolveRefusal, InterruptedException {
    refuseEndless(horizonS);
    SolveWatch watch = new SolveWatch(MonotonicClock.system(), progress);
    GridMargin margin = new GridMargin(posed.grid(), settings.number("margin"));
    long bytes = TimeToReach.bytesPerNode(2, 1);
    Asked.refuseTooLarge(this, margin.wideSize(), 2, bytes);
    TimeToReach arcs =
        new TimeToReach(margin.wide(), posed.robot(), posed.terminal()::at, horizonS);
    TimeToReach.Outcome outcome = arcs.solve(TOLERANCE_S, watch);
    if (!outcome.converged()) {
      throw new SolveRefusal(
          "%s: paths still became shorter by %.2g s, take a larger head or more nodes"
              .formatted(name(), outcome.change()));
    }
    double[] times = new double[posed.grid().size()];
    for (int node = 0; node < times.length; node++) {
      times[node] = arcs.time(margin.wideNode(node));
    }
    Values.Doubles arrivals = new Values.Doubles(times);
    return new GridValues(
        arrivals,
        arrivals,
        watch.seconds(),
        outcome.rounds(),
        outcome.change(),
        outcome.converged());
  }

  @Override
  Values.Doubles result(GridValues solved, ProblemSettings settings) {
    double[] times = solved.arrivals().array().clone();
    double latest = 0;
    for (double time : times) {
      latest = time < Double.POSITIVE_INFINITY ? Math.max(latest, time) : latest;
    }
    // A table holds finite numbers; what was never reached gets the largest time that was.
    for (int node = 0; node < times.length; node++) {
      times[node] = Math.min(times[node], latest) + settings.number("head");
    }
    return new Values.Doubles(times);
  }

  /**
   * Negative within the states that need less than a head: between two parabolas (theory 01.19).
   * The time itself would do as well on paper, but its slope is infinite along the switching curve,
   * which costs any scheme its accuracy.
   */
  private static double first(double acceleration, double head, double[] x) {
    double position = x[0] / acceleration;
    double v = x[1] / acceleration;
    double upper = 0.25 * ((head - v) * (head - v) - 2 * v * v);
    double lower = -0.25 * ((head + v) * (head + v) - 2 * v * v);
    return Math.max(position - upper, lower - position);
  }

  /** The shortest time to rest at the origin (theory 01.18; Athans and Falb). */
  public static double exact(double acceleration, double[] x) {
    double position = x[0] / acceleration;
    double velocity = x[1] / acceleration;
    double side = position + 0.5 * velocity * Math.abs(velocity);
    double sign = side >= 0 ? 1 : -1;
    double inside = sign * 4 * position + 2 * velocity * velocity;
    return sign * velocity + Math.sqrt(Math.max(0, inside));
  }
}
