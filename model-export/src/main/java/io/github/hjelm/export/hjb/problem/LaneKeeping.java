package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A car stays on the road and within its limits of heading and steering, at whatever speed between
 * two bounds: speed is a disturbance, so three states are a game of their own, and what is safe in
 * it is safe for the whole car while its speed stays there. Nothing is said about other cars.
 */
public final class LaneKeeping extends GameProblem {

  private static final double BEYOND_LIMIT = 1.2;

  @Override
  public String name() {
    return "lane-keeping";
  }

  @Override
  public String summary() {
    return "a car stays on the road, at any speed between two bounds";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("roadWidth", "m", 7, 2, 100, "of all lanes"),
        new Parameter("carLength", "m", 4.6, 0.1, 30, "of the car"),
        new Parameter("carWidth", "m", 1.8, 0.1, 10, "of the car"),
        new Parameter("wheelbase", "m", 2.7, 0.1, 20, "between the axles"),
        new Parameter("minSpeed", "m/s", 10, 0, 150, "slower than this is not covered"),
        new Parameter("maxSpeed", "m/s", 30, 0.1, 150, "faster than this is not covered"),
        new Parameter("heading", "rad", 0.25, 1e-2, 1, "largest heading, either way"),
        new Parameter("steering", "rad", 0.05, 1e-3, 1, "of the front wheels"),
        new Parameter("steeringRate", "rad/s", 0.2, 1e-3, 50, "of the front wheels"),
        new Parameter("sideWind", "m/s", 0.2, 0, 50, "drift across the car"));
  }

  @Override
  List<GridAxis> axes(ProblemSettings settings) {
    double heading = BEYOND_LIMIT * settings.number("heading");
    double steering = BEYOND_LIMIT * settings.number("steering");
    return List.of(
        new GridAxis("y", "m", 0, settings.number("roadWidth"), 57, false),
        new GridAxis("heading", "rad", -heading, heading, 41, false),
        new GridAxis("steering", "rad", -steering, steering, 25, false));
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  @Override
  String standardScheme() {
    return UpwindScheme.ENO2.written();
  }

  @Override
  List<Quantity> assumed(ProblemSettings settings) {
    return List.of(
        Quantity.bounded("speed", "m/s", settings.number("minSpeed"), settings.number("maxSpeed")));
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double road = settings.number("roadWidth");
    double length = settings.number("carLength");
    double width = settings.number("carWidth");
    double heading = settings.number("heading");
    double steering = settings.number("steering");
    double slow = settings.number("minSpeed");
    double fast = settings.number("maxSpeed");
    if (!(slow < fast)) {
      throw new SolveRefusal(name() + ": 'minSpeed' must be below 'maxSpeed'");
    }
    Robot car =
        robot(
            "lane-change-car",
            Map.of(
                "wheelbase", settings.number("wheelbase"),
                "max_speed", fast,
                "max_steering", steering,
                "max_steering_rate", settings.number("steeringRate"),
                "max_side_wind", settings.number("sideWind")));
    return new GridProblem(
        grid,
        new SteeredCar(car, settings.number("wheelbase"), slow, fast),
        Game.AVOID,
        Tube.FREEZE,
        x -> {
          double cos = Math.abs(Math.cos(x[1]));
          double sin = Math.abs(Math.sin(x[1]));
          double edges = Math.min(x[0], road - x[0]) - 0.5 * (length * sin + width * cos);
          double attitude =
              Math.min(StateLimit.clearance(x[1], heading), StateLimit.clearance(x[2], steering));
          return Math.min(edges, attitude);
        },
        Optional.empty());
  }
}
