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

/** One aircraft evades another (Mitchell's benchmark); V is zero on known curves (theory 01.16). */
public final class Air3dAvoid extends GameProblem {

  @Override
  public String name() {
    return "air3d";
  }

  @Override
  public String summary() {
    return "one aircraft evades another";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("evaderSpeed", "m/s", 5, 1e-3, 1e3, "of the aircraft that evades"),
        new Parameter("pursuerSpeed", "m/s", 5, 1e-3, 1e3, "of the other aircraft"),
        new Parameter("turnRate", "rad/s", 1, 1e-3, 1e3, "fastest turn of the evader"),
        new Parameter("pursuerTurnRate", "rad/s", 1, 0, 1e3, "fastest turn of the pursuer"),
        new Parameter("radius", "m", 5, 1e-6, 1e6, "a smaller distance is a collision"),
        DECAY);
  }

  @Override
  List<GridAxis> axes() {
    return List.of(
        new GridAxis("x", "m", -6, 20, 51, false),
        new GridAxis("y", "m", -10, 10, 40, false),
        new GridAxis("heading", "rad", 0, 2 * Math.PI, 50, true));
  }

  @Override
  double standardHorizonS() {
    return 2.8;
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
            "air3d",
            Map.of(
                "evader_speed", settings.number("evaderSpeed"),
                "pursuer_speed", settings.number("pursuerSpeed"),
                "max_turn_rate", settings.number("turnRate"),
                "max_pursuer_turn_rate", settings.number("pursuerTurnRate")));
    return new GridProblem(
            grid,
            robot,
            Game.AVOID,
            Tube.FREEZE,
            x -> Math.hypot(x[0], x[1]) - radius,
            Optional.empty())
        .with(decay(settings));
  }
}
