package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Dubins car keeps out of a disc around the origin; its value is known in closed form. */
public final class DubinsAvoid extends GameProblem {

  @Override
  public String name() {
    return "dubins-avoid";
  }

  @Override
  public String summary() {
    return "a car of fixed speed keeps out of a disc";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("speed", "m/s", 0.6, 1e-3, 1e3, "the fixed speed"),
        new Parameter("turnRate", "rad/s", 1.1, 1e-3, 1e3, "fastest turn"),
        new Parameter("radius", "m", 0.25, 1e-6, 1e6, "of the disc"),
        DECAY);
  }

  @Override
  List<GridAxis> axes() {
    return List.of(
        new GridAxis("x", "m", -1, 1, 81, false),
        new GridAxis("y", "m", -1, 1, 81, false),
        new GridAxis("heading", "rad", -Math.PI, Math.PI, 80, true));
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  @Override
  AvoidGame.Beyond beyond() {
    return AvoidGame.Beyond.FREE;
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double radius = settings.number("radius");
    Robot robot =
        robot(
            "dubins",
            Map.of(
                "speed", settings.number("speed"), "max_turn_rate", settings.number("turnRate")));
    return new GridProblem(
            grid,
            robot,
            Game.AVOID,
            Tube.FREEZE,
            x -> Math.hypot(x[0], x[1]) - radius,
            Optional.empty())
        .with(decay(settings));
  }

  /** The value for an infinite horizon (theory 01.15). */
  public static double exact(double speed, double turnRate, double radius, double[] x) {
    double cos = Math.cos(x[2]);
    double sin = Math.sin(x[2]);
    if (x[0] * cos + x[1] * sin >= 0) {
      return Math.hypot(x[0], x[1]) - radius;
    }
    double turn = speed / turnRate;
    double left = Math.hypot(x[0] - turn * sin, x[1] + turn * cos);
    double right = Math.hypot(x[0] + turn * sin, x[1] - turn * cos);
    return Math.max(left, right) - turn - radius;
  }
}
