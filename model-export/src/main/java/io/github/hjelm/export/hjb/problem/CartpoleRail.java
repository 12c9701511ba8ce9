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
 * A cart stays on its rail whatever the pole on it does, as long as the pole turns no faster than
 * {@code rate}: a mass on a line, and all that the pole does to it is a disturbance.
 *
 * <p>The cart of a cartpole has ẍ = (u + m s (l ω² - g c) + d s²)/(M + m s²), with s and c the sine
 * and cosine of the pole's angle. Here it is ẍ = b u + w, with b half-way between 1/M and 1/(M +
 * m). So w is at most F (1/M - 1/(M + m))/2, for the force that is divided by another mass, and (m
 * l ω̄² + m g/2 + d̄)/M, because |s c| ≤ 1/2 and M + m s² ≥ M: 0.45 and 5.59 m/s² for the standard
 * robot, against the 9.55 m/s² of its motor. Every motion of the cartpole with |ω| ≤ ω̄ is one of
 * this game, so what is safe here is safe there. A pole that falls from upright reaches 9 rad/s;
 * one that is whirled faster than ω̄ on purpose is not covered.
 */
public final class CartpoleRail extends GameProblem {

  private static final double BEYOND_LIMIT = 1.2;
  private static final int COUNT = 121;

  @Override
  public String name() {
    return "cartpole-rail";
  }

  @Override
  public String summary() {
    return "a cart stays on its rail whatever its pole does";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("rail", "m", 2.4, 1e-3, 1e3, "half the rail"),
        new Parameter("force", "N", 10, 1e-3, 1e5, "of the motor on the cart"),
        new Parameter("cartMass", "kg", 1, 1e-3, 1e3, "without the pole"),
        new Parameter("poleMass", "kg", 0.1, 0, 1e3, "at the pole's tip"),
        new Parameter("length", "m", 0.5, 1e-3, 1e3, "from pivot to tip"),
        new Parameter("gravity", "m/s²", 9.81, 0, 100, "9.81 on Earth"),
        new Parameter("gust", "N", 0.1, 0, 1e5, "strongest push on the tip, sideways"),
        new Parameter("rate", "rad/s", 10, 0, 1e3, "fastest turn of the pole that is covered"));
  }

  /** Nobody who stays on the rail is faster than who brakes along all of it. */
  @Override
  List<GridAxis> axes(ProblemSettings settings) throws SolveRefusal {
    double brake = gain(settings) * settings.number("force") - pull(settings);
    // Written so that NaN is refused.
    if (!(brake > 0)) {
      throw new SolveRefusal(
          "%s: the pole's pull of up to %.3g m/s² is as strong as the motor; raise 'force', or lower 'rate'"
              .formatted(name(), pull(settings)));
    }
    double rail = settings.number("rail");
    double fastest = 2 * Math.sqrt(brake * rail);
    return List.of(
        new GridAxis("position", "m", -BEYOND_LIMIT * rail, BEYOND_LIMIT * rail, COUNT, false),
        new GridAxis(
            "velocity", "m/s", -BEYOND_LIMIT * fastest, BEYOND_LIMIT * fastest, COUNT, false));
  }

  /** b, in 1/kg. */
  private static double gain(ProblemSettings settings) {
    double cart = settings.number("cartMass");
    return 0.5 * (1 / cart + 1 / (cart + settings.number("poleMass")));
  }

  /** The largest w, in m/s². */
  private static double pull(ProblemSettings settings) {
    double cart = settings.number("cartMass");
    double pole = settings.number("poleMass");
    double rate = settings.number("rate");
    double otherMass = 0.5 * settings.number("force") * (1 / cart - 1 / (cart + pole));
    double whirl = pole * settings.number("length") * rate * rate;
    double weight = 0.5 * pole * settings.number("gravity");
    return otherMass + (whirl + weight + settings.number("gust")) / cart;
  }

  @Override
  double standardHorizonS() {
    return 3;
  }

  @Override
  List<Quantity> assumed(ProblemSettings settings) {
    return List.of(Quantity.symmetric("rate", "rad/s", settings.number("rate")));
  }

  @Override
  GridProblem pose(ProblemSettings settings, Grid grid) {
    double rail = settings.number("rail");
    return new GridProblem(
        grid,
        cart(settings),
        Game.AVOID,
        Tube.FREEZE,
        x -> rail - Math.abs(x[0]),
        Optional.empty());
  }

  private Robot cart(ProblemSettings settings) {
    double force = settings.number("force");
    return new LinearRobot(
        name(),
        List.of(Quantity.unbounded("position", "m"), Quantity.unbounded("velocity", "m/s")),
        List.of(Quantity.symmetric("force", "N", force)),
        List.of(Quantity.symmetric("pull", "m/s²", pull(settings))),
        new double[] {0, 1, 0, 0},
        new double[] {0, gain(settings)},
        new double[] {0, 1},
        new double[] {0, 0});
  }
}
