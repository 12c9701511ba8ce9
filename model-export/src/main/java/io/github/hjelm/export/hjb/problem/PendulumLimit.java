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

/** A pendulum never turns faster than its bearing allows, however it falls. */
public final class PendulumLimit extends GameProblem {

  /** Beyond the limit, as a share, so that the zero level is inside the grid. */
  private static final double BEYOND_LIMIT = 1.2;

  @Override
  public String name() {
    return "pendulum-limit";
  }

  @Override
  public String summary() {
    return "a pendulum never turns faster than it may";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("maxRate", "rad/s", 8, 1e-2, 100, "fastest turn, either way"),
        new Parameter("torque", "N·m", 4, 1e-3, 1e4, "of the motor"),
        new Parameter("disturbance", "N·m", 0.2, 0, 1e4, "strongest foreign torque"));
  }

  @Override
  List<GridAxis> axes(ProblemSettings settings) {
    double fastest = BEYOND_LIMIT * settings.number("maxRate");
    return List.of(
        new GridAxis("angle", "rad", -Math.PI, Math.PI, 80, true),
        new GridAxis("rate", "rad/s", -fastest, fastest, 121, false));
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double maxRate = settings.number("maxRate");
    Robot robot =
        robot(
            "pendulum",
            Map.of(
                "max_rate", maxRate,
                "max_torque", settings.number("torque"),
                "max_disturbance", settings.number("disturbance")));
    return new GridProblem(
        grid, robot, Game.AVOID, Tube.FREEZE, x -> maxRate - Math.abs(x[1]), Optional.empty());
  }
}
