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

/** A mass on a line stays between two walls whatever pushes it; known in closed form. */
public final class DoubleIntegratorAvoid extends GameProblem {

  @Override
  public String name() {
    return "double-integrator-avoid";
  }

  @Override
  public String summary() {
    return "a pushed mass stays between two walls";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("wall", "m", 1, 1e-6, 1e6, "how far the walls are from the middle"),
        new Parameter("acceleration", "m/s²", 1, 1e-3, 1e3, "strongest push of the control"),
        new Parameter("disturbance", "m/s²", 0.2, 0, 1e3, "strongest foreign push"),
        DECAY);
  }

  @Override
  List<GridAxis> axes() {
    return List.of(
        new GridAxis("position", "m", -1.25, 1.25, 201, false),
        new GridAxis("velocity", "m/s", -2, 2, 201, false));
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double wall = settings.number("wall");
    Robot robot =
        robot(
            "double-integrator",
            Map.of(
                "max_acceleration", settings.number("acceleration"),
                "max_disturbance", settings.number("disturbance")));
    return new GridProblem(
            grid, robot, Game.AVOID, Tube.FREEZE, x -> wall - Math.abs(x[0]), Optional.empty())
        .with(decay(settings));
  }

  /**
   * The value for an infinite horizon, where the control is the stronger (theory 01.17).
   *
   * @param surplus the control's bound less the disturbance's, positive
   */
  public static double exact(double wall, double surplus, double[] x) {
    double stop = x[0] + x[1] * Math.abs(x[1]) / (2 * surplus);
    return Math.min(wall - Math.abs(x[0]), wall - Math.abs(stop));
  }
}
