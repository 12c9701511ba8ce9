package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Optional;

/**
 * The first state of an unstable cascade stays within its limit: past where the push is as strong
 * as the growth, nothing brings it back. The states behind it do not act on it, so one is enough.
 */
public final class LqrLimit extends GameProblem {

  /** Beyond the limit, as a share, so that the zero level is inside the grid. */
  private static final double BEYOND_LIMIT = 1.1;

  @Override
  public String name() {
    return "lqr-limit";
  }

  @Override
  public String summary() {
    return "the first state of an unstable cascade stays within its limit";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("limit", "1", 10, 1e-3, 1e6, "of the first state, either way"),
        new Parameter("growth", "1/s", 0.5, 1e-3, 1e3, "of the state, left alone"),
        new Parameter("push", "1/s", 4, 1e-3, 1e6, "strongest control"),
        new Parameter("disturbance", "1/s", 0.2, 0, 1e6, "strongest foreign push"));
  }

  @Override
  List<GridAxis> axes(ProblemSettings settings) {
    double end = BEYOND_LIMIT * settings.number("limit");
    return List.of(new GridAxis("state_1", "1", -end, end, 401, false));
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
    double limit = settings.number("limit");
    Robot robot =
        new LinearRobot(
            name(),
            List.of(Quantity.unbounded("state_1", "1")),
            List.of(Quantity.symmetric("push_1", "1/s", settings.number("push"))),
            List.of(Quantity.symmetric("disturbance_1", "1/s", settings.number("disturbance"))),
            new double[] {settings.number("growth")},
            new double[] {1},
            new double[] {1},
            new double[] {0});
    return new GridProblem(
        grid, robot, Game.AVOID, Tube.FREEZE, x -> limit - Math.abs(x[0]), Optional.empty());
  }
}
