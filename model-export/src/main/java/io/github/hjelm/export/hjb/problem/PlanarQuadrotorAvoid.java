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
 * A quadrotor seen from the side keeps off floor, ceiling and walls, and within its limits of tilt,
 * speed and rate. Six states: 15 nodes an axis, as is the standard, are 11.4 million.
 */
public final class PlanarQuadrotorAvoid extends GameProblem {

  private static final int COUNT = 15;

  /** The outermost node lies one step beyond a limit. */
  private static final double BEYOND_LIMIT = 7.0 / 6;

  @Override
  public String name() {
    return "planar-quadrotor-avoid";
  }

  @Override
  public String summary() {
    return "a quadrotor seen from the side keeps off floor, ceiling and walls";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("wall", "m", 3, 0.1, 1e3, "how far the walls are from the middle"),
        new Parameter("ceiling", "m", 6, 0.1, 1e3, "above the floor"),
        new Parameter("radius", "m", 0.3, 0, 1e3, "of a disc around the quadrotor"),
        new Parameter("tilt", "rad", 1.2, 0.1, 1.5, "largest pitch, either way"),
        new Parameter("velocity", "m/s", 4, 0.1, 100, "fastest along x and along z"),
        new Parameter("rate", "rad/s", 6, 0.1, 100, "fastest change of pitch"),
        new Parameter("mass", "kg", 1, 1e-3, 1e3, "all of it"),
        new Parameter("arm", "m", 0.2, 1e-3, 10, "from the middle to each rotor"),
        new Parameter("inertia", "kg·m²", 0.03, 1e-6, 1e3, "about the pitch axis"),
        new Parameter("drag", "N·s/m", 0.1, 0, 100, "of the body, per speed"),
        new Parameter("thrustToWeight", "1", 2, 1.05, 20, "all rotors against weight"),
        new Parameter("wind", "m/s²", 0.5, 0, 100, "strongest push along x and z each"));
  }

  @Override
  List<GridAxis> axes(ProblemSettings settings) {
    double wall = settings.number("wall");
    double tilt = BEYOND_LIMIT * settings.number("tilt");
    double velocity = BEYOND_LIMIT * settings.number("velocity");
    double rate = BEYOND_LIMIT * settings.number("rate");
    return List.of(
        new GridAxis("x", "m", -wall, wall, COUNT, false),
        new GridAxis("z", "m", 0, settings.number("ceiling"), COUNT, false),
        new GridAxis("pitch", "rad", -tilt, tilt, COUNT, false),
        new GridAxis("velocity_x", "m/s", -velocity, velocity, COUNT, false),
        new GridAxis("velocity_z", "m/s", -velocity, velocity, COUNT, false),
        new GridAxis("rate", "rad/s", -rate, rate, COUNT, false));
  }

  @Override
  double standardHorizonS() {
    return 0.75;
  }

  /** Six dimensions: minutes, with the first order. */
  @Override
  String standardScheme() {
    return UpwindScheme.FIRST.written();
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double wall = settings.number("wall");
    double ceiling = settings.number("ceiling");
    double radius = settings.number("radius");
    double tilt = settings.number("tilt");
    double velocity = settings.number("velocity");
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
                "max_velocity", velocity,
                "max_rate", rate));
    return new GridProblem(
        grid,
        robot,
        Game.AVOID,
        Tube.FREEZE,
        x -> {
          double room = Math.min(wall - Math.abs(x[0]), Math.min(x[1], ceiling - x[1])) - radius;
          double turning =
              Math.min(StateLimit.clearance(x[2], tilt), StateLimit.clearance(x[5], rate));
          double moving =
              Math.min(StateLimit.clearance(x[3], velocity), StateLimit.clearance(x[4], velocity));
          return Math.min(room, Math.min(turning, moving));
        },
        Optional.empty());
  }
}
