package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.decomposition.Combination;
import io.github.hjelm.export.hjb.decomposition.Decomposition;
import io.github.hjelm.export.hjb.decomposition.SplitProblem;
import io.github.hjelm.export.hjb.decomposition.SplitSolution;
import io.github.hjelm.export.hjb.decomposition.SplitSolver;
import io.github.hjelm.export.hjb.decomposition.Subsystem;
import io.github.hjelm.export.hjb.solver.SolverSettings;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mass in space stays within a room whatever pushes it. Its six states fall into three pairs that
 * are steered apart, so three small tables say what one of six dimensions would (theory 04.3); and
 * each is known in closed form (theory 01.17).
 */
public final class PointMassAvoid implements SplitProblem {

  private static final List<String> NAMES = List.of("x", "y", "z");
  private static final double TOLERANCE = 1e-6;
  private static final double HORIZON_S = 3;
  private static final int COUNT = 101;

  /** Beyond the walls, as a share of the room, so that the zero level is inside the grid. */
  private static final double BEYOND_WALL = 1.25;

  @Override
  public String name() {
    return "point-mass-avoid";
  }

  @Override
  public String summary() {
    return "a pushed mass in space stays in a room; solved in three parts, one table each";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("wallX", "m", 1, 1e-3, 1e6, "how far the walls are from the middle, in x"),
        new Parameter("wallY", "m", 1, 1e-3, 1e6, "the same in y"),
        new Parameter("wallZ", "m", 1, 1e-3, 1e6, "the same in z"),
        new Parameter("acceleration", "m/s²", 1, 1e-3, 1e3, "strongest push along each axis"),
        new Parameter("disturbance", "m/s²", 0.2, 0, 1e3, "strongest foreign push, each axis"));
  }

  private static double wall(ProblemSettings settings, int part) {
    return settings.number(List.of("wallX", "wallY", "wallZ").get(part));
  }

  private static List<GridAxis> axes(ProblemSettings settings) {
    List<GridAxis> axes = new ArrayList<>();
    for (int part = 0; part < NAMES.size(); part++) {
      double end = BEYOND_WALL * wall(settings, part);
      // What can be stopped between the walls, and a little more.
      double fast = 2 * Math.sqrt(settings.number("acceleration") * wall(settings, part));
      String name = NAMES.get(part);
      axes.add(new GridAxis("position_" + name, "m", -end, end, COUNT, false));
      axes.add(new GridAxis("velocity_" + name, "m/s", -fast, fast, COUNT, false));
    }
    return axes;
  }

  /** The robot in its three parts. */
  static Decomposition decomposition(ProblemSettings settings, List<GridAxis> axes)
      throws SolveRefusal {
    Robot mass =
        GameProblem.robot(
            "double-integrator",
            Map.of(
                "max_acceleration", settings.number("acceleration"),
                "max_disturbance", settings.number("disturbance")));
    List<Subsystem> parts = new ArrayList<>();
    for (int part = 0; part < NAMES.size(); part++) {
      double wall = wall(settings, part);
      parts.add(
          new Subsystem(
              NAMES.get(part),
              List.of(2 * part, 2 * part + 1),
              List.of(part),
              z -> wall - Math.abs(z[0])));
    }
    return new Decomposition(new SideBySide(mass, NAMES), axes, Combination.MIN, parts);
  }

  @Override
  public SplitSolution solveParts(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    ProblemSettings settings = ProblemSettings.of(this, request);
    String written = request.scheme().orElse(UpwindScheme.WENO5.written());
    UpwindScheme scheme =
        UpwindScheme.named(written)
            .orElseThrow(
                () ->
                    new SolveRefusal(
                        "there is no scheme '%s', %s"
                            .formatted(written, Spelling.advice(written, UpwindScheme.names()))));
    double horizon = request.horizon().orElse(HORIZON_S);
    // Written so that NaN is refused.
    if (!(horizon > 0)) {
      throw new SolveRefusal("the horizon must be positive, but is " + horizon);
    }
    List<GridAxis> axes = Asked.axes(this, request, axes(settings));
    Decomposition decomposition = decomposition(settings, axes);
    List<SplitSolver.PartValues> solved =
        SplitSolver.solve(decomposition, SolverSettings.of(scheme, horizon, TOLERANCE), progress);
    List<SplitSolution.Part> parts = new ArrayList<>();
    for (int part = 0; part < solved.size(); part++) {
      Subsystem subsystem = decomposition.parts().get(part);
      SplitSolver.PartValues own = solved.get(part);
      Values values = Asked.values(request, own.values().values().array());
      parts.add(
          new SplitSolution.Part(
              subsystem.name(),
              subsystem.states(),
              new Solution(
                  own.grid(),
                  values,
                  "safe where > 0",
                  name(),
                  settings.asMap(),
                  scheme.written(),
                  scheme.monotone(),
                  horizon,
                  own.values().seconds(),
                  own.values().steps(),
                  own.values().residual())));
    }
    return new SplitSolution(
        axes, decomposition.combination(), decomposition.exact(), decomposition.statement(), parts);
  }
}
