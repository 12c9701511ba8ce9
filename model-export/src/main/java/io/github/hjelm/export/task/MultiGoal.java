package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * A point goes from the middle of an arena to any of four goals, all equally good: nothing but
 * multimodality. The mean of the four ways leads nowhere, and who dithers for a chunk is too late.
 *
 * <p>One period leads out of the disc in which attempts start. Inside it, therefore, nothing tells
 * the four ways apart; beyond it there is but one.
 *
 * <p>With κ = (1 + |u|²/s²)/2 the cost-to-go is the distance to the nearest goal over s: it solves
 * min_u κ + ∇V·u = 0 with u = -s²∇V, whose length is s. The goals lie on the plateau, where nothing
 * slides.
 */
final class MultiGoal implements Task {

  private static final List<String> MODES = List.of("east", "north", "west", "south");

  /** Goals whose distances differ by no more are a matter of taste. */
  private static final double TIE_M = 0.15;

  /** Of floor that falls away, before the walls. */
  private static final double SLOPE_M = 0.4;

  static final TaskKind KIND =
      new TaskKind(
          "multi-goal",
          "a point goes to any of four goals that are equally good",
          List.of(
              new Parameter("speed", "m/s", 1, 0.3, 2, "of the point, at most"),
              new Parameter("circle", "m", 1, 0.5, 1, "how far the goals are from the middle"),
              new Parameter("radius", "m", 0.1, 0.05, 0.3, "of a goal"),
              new Parameter(
                  "spread", "m", 0.05, 0, 0.3, "of the starts, where all goals are as good"),
              new Parameter("wall", "m", 1.5, 1.4, 10, "how far the walls are from the middle")),
          List.of(),
          (name, settings) -> new MultiGoal(settings));

  private final Robot robot;
  private final Map<String, Double> robotParameters;
  private final double speed;
  private final double circle;
  private final double radius;
  private final double spread;
  private final double wall;
  private final ChunkShape chunk = new ChunkShape(8, 6, 0.1);

  private MultiGoal(TaskSettings settings) throws TaskRefusal {
    speed = settings.number("speed");
    circle = settings.number("circle");
    radius = settings.number("radius");
    spread = settings.number("spread");
    wall = settings.number("wall");
    robotParameters = Map.of("max_speed", speed, "rim", rim());
    robot = TaskRobots.create(KIND.name(), "planar-point", robotParameters);
  }

  private double rim() {
    return wall - SLOPE_M;
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public Robot robot() {
    return robot;
  }

  @Override
  public Map<String, Double> robotParameters() {
    return robotParameters;
  }

  @Override
  public List<Quantity> observation() {
    return List.of(Quantity.symmetric("x", "m", wall), Quantity.symmetric("y", "m", wall));
  }

  @Override
  public void observe(double[] x, double[] observation) {
    observation[0] = x[0];
    observation[1] = x[1];
  }

  @Override
  public ChunkShape chunk() {
    return chunk;
  }

  /** Half as long again as the way takes. */
  @Override
  public int maxPeriods() {
    return (int) Math.ceil(1.5 * (circle - radius) / (speed * chunk.periodS()));
  }

  @Override
  public void start(RandomGenerator random, double[] x) {
    double angle = 2 * Math.PI * random.nextDouble();
    double distance = spread * Math.sqrt(random.nextDouble());
    x[0] = distance * Math.cos(angle);
    x[1] = distance * Math.sin(angle);
  }

  private double goalX(int goal) {
    return goal % 2 == 0 ? circle * (1 - goal) : 0;
  }

  private double goalY(int goal) {
    return goal % 2 == 1 ? circle * (2 - goal) : 0;
  }

  private double distance(double[] x, int goal) {
    return Math.hypot(goalX(goal) - x[0], goalY(goal) - x[1]);
  }

  private int nearest(double[] x) {
    int nearest = 0;
    for (int goal = 1; goal < MODES.size(); goal++) {
      if (distance(x, goal) < distance(x, nearest)) {
        nearest = goal;
      }
    }
    return nearest;
  }

  @Override
  public Referee referee() {
    return new Referee() {
      private int reached;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        reached = nearest(after);
        return distance(after, reached) <= radius ? Standing.SUCCEEDED : Standing.RUNNING;
      }

      @Override
      public int mode() {
        return reached;
      }
    };
  }

  @Override
  public List<String> modes() {
    return MODES;
  }

  @Override
  public double cost(double[] x, double[] u) {
    return 0.5 * (1 + (u[0] * u[0] + u[1] * u[1]) / (speed * speed));
  }

  @Override
  public OptionalDouble optimalCost(double[] start) {
    return OptionalDouble.of(Math.max(0, distance(start, nearest(start)) - radius) / speed);
  }

  @Override
  public double clearance(double[] x) {
    return wall - Math.max(Math.abs(x[0]), Math.abs(x[1]));
  }

  /** Follows the gradient of the cost-to-go, to one goal of those that are about as near. */
  @Override
  public Demonstrator demonstrator() {
    return (x, random) -> {
      int goal = chosen(x, random);
      return (now, u) -> {
        double away = distance(now, goal);
        double pace = Math.min(speed, away / chunk.periodS());
        u[0] = away > 0 ? pace * (goalX(goal) - now[0]) / away : 0;
        u[1] = away > 0 ? pace * (goalY(goal) - now[1]) / away : 0;
      };
    };
  }

  // Among the starts one goal is as good as any other; beyond, the nearest, or one of two that are
  // about as near.
  private int chosen(double[] x, RandomGenerator random) {
    if (Math.hypot(x[0], x[1]) <= spread) {
      return random.nextInt(MODES.size());
    }
    double least = distance(x, nearest(x));
    int chosen = -1;
    int ties = 0;
    for (int goal = 0; goal < MODES.size(); goal++) {
      if (distance(x, goal) <= least + TIE_M && random.nextInt(++ties) == 0) {
        chosen = goal;
      }
    }
    return chosen;
  }

  @Override
  public TableRequest certificate() {
    return TableRequest.of(
        "planar-point-avoid",
        Map.of(
            "wall", Double.toString(wall),
            "speed", Double.toString(speed),
            "rim", Double.toString(rim())),
        List.of(),
        TableRequest.promiseFor(chunk.periodS()));
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.empty();
  }
}
