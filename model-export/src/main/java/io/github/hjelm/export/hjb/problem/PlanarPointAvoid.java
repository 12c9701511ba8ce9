package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A point whose velocity is commanded stays within the walls of a square arena, whose floor falls
 * away before the walls: past a certain line it slides into them, whatever it does.
 */
public final class PlanarPointAvoid extends GameProblem {

  /** Beyond the walls, as a share, so that the zero level is inside the grid. */
  private static final double BEYOND_WALL = 1.1;

  private static final int COUNT = 61;

  @Override
  public String name() {
    return "planar-point-avoid";
  }

  @Override
  public String summary() {
    return "a point on a plateau stays off the walls below its rim";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("wall", "m", 1.5, 1e-3, 1e6, "how far the walls are from the middle"),
        new Parameter("speed", "m/s", 0.5, 1e-3, 100, "fastest along each axis"),
        new Parameter("rim", "m", 1.1, 1e-3, 1e6, "how far the plateau reaches"),
        new Parameter("rimSlope", "1/(m·s)", 10, 1e-3, 1e3, "slide over (distance beyond)²"),
        new Parameter("drift", "m/s", 0.05, 0, 100, "of the floor, along each axis"));
  }

  @Override
  List<GridAxis> axes(ProblemSettings settings) {
    double end = BEYOND_WALL * settings.number("wall");
    return List.of(
        new GridAxis("x", "m", -end, end, COUNT, false),
        new GridAxis("y", "m", -end, end, COUNT, false));
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  @Override
  String standardScheme() {
    return SEMI_LAGRANGIAN;
  }

  /** Differences blow up where whoever is lost flows out of the grid. */
  @Override
  List<String> schemes() {
    return List.of(SEMI_LAGRANGIAN);
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double wall = settings.number("wall");
    Robot robot =
        robot(
            "planar-point",
            Map.of("max_speed", settings.number("speed"), "max_drift", settings.number("drift")));
    return new GridProblem(
        grid,
        robot,
        Game.AVOID,
        Tube.FREEZE,
        x -> wall - Math.max(Math.abs(x[0]), Math.abs(x[1])),
        Optional.empty());
  }
}
