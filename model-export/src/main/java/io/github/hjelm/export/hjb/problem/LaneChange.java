package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.NodeFunction;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An automated car changes into the gap between two moving cars.
 *
 * <p>The frame moves with the two cars: x is how far the car is ahead of the middle of the gap, y
 * its place across the road, 0 at the right edge. Both cars keep to one speed, which may change by
 * {@code trafficChange} either way at any time, together. The car's own outline, turned by its
 * heading, is replaced by the rectangle along the road around it, so the clearance is never too
 * large.
 */
public final class LaneChange extends GameProblem {

  private static final double HEADING_LIMIT = 0.25;
  private static final double BEYOND_LIMIT = 1.2;
  private static final double BEYOND_STEERING = 1.25;

  @Override
  public String name() {
    return "lane-change";
  }

  @Override
  public String summary() {
    return "an automated car between two moving cars and the edges of the road";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("trafficSpeed", "m/s", 20, 0, 100, "of the two other cars"),
        new Parameter("trafficChange", "m/s", 0.5, 0, 20, "by which that may differ"),
        new Parameter("frontX", "m", 14, -1e3, 1e3, "middle of the car in front"),
        new Parameter("frontY", "m", 5.25, -1e3, 1e3, "the same across the road"),
        new Parameter("rearX", "m", -14, -1e3, 1e3, "middle of the car behind"),
        new Parameter("rearY", "m", 5.25, -1e3, 1e3, "the same across the road"),
        new Parameter("roadWidth", "m", 7, 2, 100, "of all lanes"),
        new Parameter("carLength", "m", 4.6, 0.1, 30, "of all three cars"),
        new Parameter("carWidth", "m", 1.8, 0.1, 10, "of all three cars"),
        new Parameter("wheelbase", "m", 2.7, 0.1, 20, "between the axles"),
        new Parameter("minSpeed", "m/s", 10, 0, 150, "slower than this is not allowed"),
        new Parameter("maxSpeed", "m/s", 30, 0.1, 150, "faster than this is not allowed"),
        new Parameter("acceleration", "m/s²", 3, 1e-3, 50, "of the engine"),
        new Parameter("braking", "m/s²", 7, 1e-3, 50, "of the brakes"),
        new Parameter("steering", "rad", 0.05, 1e-3, 1, "of the front wheels"),
        new Parameter("steeringRate", "rad/s", 0.2, 1e-3, 50, "of the front wheels"),
        new Parameter("slope", "m/s²", 0.3, 0, 50, "pull of the road along the car"),
        new Parameter("sideWind", "m/s", 0.2, 0, 50, "drift across the car"));
  }

  /** One node beyond each limit, and one on it. */
  @Override
  List<GridAxis> axes(ProblemSettings settings) throws SolveRefusal {
    double slow = settings.number("minSpeed");
    double fast = settings.number("maxSpeed");
    if (!(slow < fast)) {
      throw new SolveRefusal(name() + ": 'minSpeed' must be below 'maxSpeed'");
    }
    double beyond = (fast - slow) / 10;
    double heading = BEYOND_LIMIT * HEADING_LIMIT;
    double steering = BEYOND_STEERING * settings.number("steering");
    return List.of(
        new GridAxis("x", "m", -40, 40, 33, false),
        new GridAxis("y", "m", 0, settings.number("roadWidth"), 21, false),
        new GridAxis("heading", "rad", -heading, heading, 13, false),
        new GridAxis("speed", "m/s", slow - beyond, fast + beyond, 13, false),
        new GridAxis("steering", "rad", -steering, steering, 11, false));
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  /** Five dimensions: the second order is what some tens of seconds give. */
  @Override
  String standardScheme() {
    return UpwindScheme.ENO2.written();
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal {
    double traffic = settings.number("trafficSpeed");
    double change = settings.number("trafficChange");
    Robot car =
        robot(
            "lane-change-car",
            Map.of(
                "wheelbase", settings.number("wheelbase"),
                "max_speed", settings.number("maxSpeed"),
                "max_acceleration", settings.number("acceleration"),
                "max_braking", settings.number("braking"),
                "max_steering", settings.number("steering"),
                "max_steering_rate", settings.number("steeringRate"),
                "max_slope", settings.number("slope"),
                "max_side_wind", settings.number("sideWind")));
    Quantity trafficChange = Quantity.symmetric("traffic_change", "m/s", change);
    return new GridProblem(
        grid,
        new TrafficFrame(car, traffic, trafficChange),
        Game.AVOID,
        Tube.FREEZE,
        clearance(settings),
        Optional.empty());
  }

  private static NodeFunction clearance(ProblemSettings settings) {
    double frontX = settings.number("frontX");
    double frontY = settings.number("frontY");
    double rearX = settings.number("rearX");
    double rearY = settings.number("rearY");
    double road = settings.number("roadWidth");
    double length = settings.number("carLength");
    double width = settings.number("carWidth");
    double slow = settings.number("minSpeed");
    double fast = settings.number("maxSpeed");
    double steering = settings.number("steering");
    return x -> {
      double cos = Math.abs(Math.cos(x[2]));
      double sin = Math.abs(Math.sin(x[2]));
      double halfLength = 0.5 * (length * cos + width * sin);
      double halfWidth = 0.5 * (length * sin + width * cos);
      double reachX = halfLength + 0.5 * length;
      double reachY = halfWidth + 0.5 * width;
      double cars =
          Math.min(
              beyond(x[0] - frontX, x[1] - frontY, reachX, reachY),
              beyond(x[0] - rearX, x[1] - rearY, reachX, reachY));
      double edges = Math.min(x[1], road - x[1]) - halfWidth;
      double attitude =
          Math.min(StateLimit.clearance(x[2], HEADING_LIMIT), StateLimit.clearance(x[4], steering));
      double limits = Math.min(attitude, StateLimit.clearance(x[3], slow, fast));
      return Math.min(Math.min(cars, edges), limits);
    };
  }

  /** How far a point is from a rectangle around the origin; negative inside. */
  private static double beyond(double x, double y, double halfLength, double halfWidth) {
    double alongX = Math.abs(x) - halfLength;
    double alongY = Math.abs(y) - halfWidth;
    double inside = Math.min(Math.max(alongX, alongY), 0);
    return inside + Math.hypot(Math.max(alongX, 0), Math.max(alongY, 0));
  }
}
