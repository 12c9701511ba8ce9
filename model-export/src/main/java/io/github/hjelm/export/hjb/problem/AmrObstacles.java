package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.sim.map.Extent;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A round mobile robot keeps clear of the walls and obstacles of a map, and within its speed.
 *
 * <p>The standard grid covers the map with about {@link #PLACES} nodes in the plane, whatever its
 * size: a larger map gets a coarser grid, unless {@code --grid} says otherwise.
 */
public final class AmrObstacles extends GameProblem {

  private static final String MAP = "map";

  /** Nodes in the plane: more than a few thousand times all headings and speeds take minutes. */
  private static final int PLACES = 2500;

  private static final int MIN_COUNT = 9;

  /** A node on each speed limit, and one beyond. */
  private static final int SPEEDS = 13;

  private static final double BEYOND_LIMIT = 1.2;

  @Override
  public String name() {
    return "amr-obstacles";
  }

  @Override
  public String summary() {
    return "a mobile robot keeps clear of the obstacles of a map";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("radius", "m", 0.25, 0, 1e3, "of the robot"),
        new Parameter("maxSpeed", "m/s", 1.5, 1e-2, 100, "fastest, either way"),
        new Parameter("acceleration", "m/s²", 1.0, 1e-3, 100, "strongest, also when braking"),
        new Parameter("turnRate", "rad/s", 1.5, 1e-3, 100, "fastest turn"),
        new Parameter("slope", "m/s²", 0.1, 0, 100, "pull of an uneven floor"),
        new Parameter("slip", "rad/s", 0.1, 0, 100, "turn that nobody asked for"));
  }

  @Override
  public List<TextSetting> textSettings() {
    return List.of(
        new TextSetting(
            MAP,
            "corridor",
            "open, corridor, warehouse, posts, or a file: a world, or the map.yaml of an image"));
  }

  @Override
  List<GridAxis> axes(ProblemSettings settings) throws SolveRefusal {
    Extent extent = map(settings).extent();
    double spacing = Math.sqrt(extent.widthM() * extent.heightM() / PLACES);
    double fastest = BEYOND_LIMIT * settings.number("maxSpeed");
    return List.of(
        new GridAxis(
            "x", "m", extent.lowerXM(), extent.upperXM(), count(extent.widthM(), spacing), false),
        new GridAxis(
            "y", "m", extent.lowerYM(), extent.upperYM(), count(extent.heightM(), spacing), false),
        new GridAxis("heading", "rad", -Math.PI, Math.PI, 24, true),
        new GridAxis("speed", "m/s", -fastest, fastest, SPEEDS, false));
  }

  private static int count(double length, double spacing) {
    return Math.max(MIN_COUNT, (int) Math.round(length / spacing) + 1);
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    FreeSpace map = map(settings);
    double radius = settings.number("radius");
    double maxSpeed = settings.number("maxSpeed");
    Robot robot =
        robot(
            "mobile-robot",
            Map.of(
                "max_speed", maxSpeed,
                "max_acceleration", settings.number("acceleration"),
                "max_turn_rate", settings.number("turnRate"),
                "max_slope", settings.number("slope"),
                "max_slip", settings.number("slip")));
    return new GridProblem(
        grid,
        robot,
        Game.AVOID,
        Tube.FREEZE,
        x ->
            Math.min(map.signedDistance(x[0], x[1]) - radius, StateLimit.clearance(x[3], maxSpeed)),
        Optional.empty());
  }

  private FreeSpace map(ProblemSettings settings) throws SolveRefusal {
    try {
      return WorldCatalog.freeSpace(settings.text(MAP));
    } catch (YamlRefusal e) {
      throw new SolveRefusal(name() + ": " + e.sentence());
    }
  }
}
