package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quadrotor seen from the side keeps off floor and ceiling and within its limits of tilt, climb
 * and rate. Height, pitch, climb and rate change as they do whatever the motion along x is, so four
 * states are a game of their own, and what is safe in it is safe for the whole quadrotor. Nothing
 * is said about x: walls, gates and what else lies along the way are not covered.
 */
public final class QuadrotorAltitude extends GameProblem {

  /** The outermost node lies beyond a limit. */
  private static final double BEYOND_LIMIT = 1.2;

  @Override
  public String name() {
    return "quadrotor-altitude";
  }

  @Override
  public String summary() {
    return "a quadrotor keeps between floor and ceiling and does not tip over";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("ceiling", "m", 4, 0.1, 1e3, "above the floor"),
        new Parameter("radius", "m", 0.25, 0, 1e3, "of a disc around the quadrotor"),
        new Parameter("tilt", "rad", 1.0, 0.1, 1.5, "largest pitch, either way"),
        new Parameter("climb", "m/s", 4, 0.1, 100, "fastest along z, either way"),
        new Parameter("rate", "rad/s", 6, 0.1, 100, "fastest change of pitch"),
        new Parameter("mass", "kg", 1, 1e-3, 1e3, "all of it"),
        new Parameter("arm", "m", 0.2, 1e-3, 10, "from the middle to each rotor"),
        new Parameter("inertia", "kg·m²", 0.03, 1e-6, 1e3, "about the pitch axis"),
        new Parameter("drag", "N·s/m", 0.1, 0, 100, "of the body, per speed"),
        new Parameter("thrustToWeight", "1", 2, 1.05, 20, "all rotors against weight"),
        new Parameter("wind", "m/s²", 0.5, 0, 100, "strongest push along z"));
  }

  @Override
  List<GridAxis> axes(ProblemSettings settings) {
    double tilt = BEYOND_LIMIT * settings.number("tilt");
    double climb = BEYOND_LIMIT * settings.number("climb");
    double rate = BEYOND_LIMIT * settings.number("rate");
    return List.of(
        new GridAxis("z", "m", 0, settings.number("ceiling"), 25, false),
        new GridAxis("pitch", "rad", -tilt, tilt, 15, false),
        new GridAxis("velocity_z", "m/s", -climb, climb, 15, false),
        new GridAxis("rate", "rad/s", -rate, rate, 15, false));
  }

  @Override
  double standardHorizonS() {
    return 1.5;
  }

  @Override
  String standardScheme() {
    return UpwindScheme.FIRST.written();
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double ceiling = settings.number("ceiling");
    double radius = settings.number("radius");
    double tilt = settings.number("tilt");
    double climb = settings.number("climb");
    double rate = settings.number("rate");
    Robot robot =
        robot(
            "planar-quadrotor",
            Map.of(
                "mass", settings.number("mass"),
                "arm", settings.number("arm"),
                "inertia", settings.number("inertia"),
                "drag", settings.number("drag"),
                "thrust_to_weight", settings.number("thrustToWeight"),
                "max_wind", settings.number("wind"),
                "max_velocity", climb,
                "max_rate", rate));
    return new GridProblem(
        grid,
        new PartOfRobot(robot, List.of(1, 2, 4, 5), List.of(0, 1), List.of(1)),
        Game.AVOID,
        Tube.FREEZE,
        x -> {
          double room = Math.min(x[0], ceiling - x[0]) - radius;
          double turning =
              Math.min(StateLimit.clearance(x[1], tilt), StateLimit.clearance(x[3], rate));
          return Math.min(room, Math.min(turning, StateLimit.clearance(x[2], climb)));
        },
        Optional.empty());
  }
}
