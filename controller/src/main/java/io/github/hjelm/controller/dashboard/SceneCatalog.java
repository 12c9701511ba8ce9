package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.Part.Point;
import io.github.hjelm.controller.dashboard.Shape.Box;
import io.github.hjelm.controller.dashboard.Shape.Disc;
import io.github.hjelm.controller.dashboard.Shape.Path;
import io.github.hjelm.controller.dashboard.Shape.Role;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.Obstacle;
import io.github.hjelm.sensors.sim.World;
import io.github.hjelm.sensors.sim.map.Extent;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the shipped robots look. A robot that is not here is drawn as bars, one per state. */
public final class SceneCatalog {

  /** Around the arena, as a share of its longer side. */
  private static final double MARGIN = 0.04;

  private static final double ROBOT_RADIUS_M = 0.18;
  private static final double WHEELBASE_M = 2.7;
  private static final double LANE_M = 3.5;
  private static final double QUADROTOR_ARM_M = 0.2;

  private SceneCatalog() {}

  /**
   * The scene of a robot, or null where nobody drew it.
   *
   * @param world where it drives, for robots that drive
   * @param lengthM of a pendulum's rod or a cart's pole; other robots do not ask
   */
  public static @Nullable Scene of(Robot robot, @Nullable FreeSpace world, double lengthM) {
    return switch (robot.name()) {
      case "dubins", "mobile-robot" -> ground(world, vehicle(2));
      case "planar-point" -> point(robot, world);
      case "pendulum" -> pendulum(lengthM);
      case "cartpole" -> cartpole(robot, lengthM);
      case "planar-quadrotor" -> quadrotor(world);
      case "lane-change-car" -> laneChange();
      case "air3d" -> air3d();
      default -> null;
    };
  }

  private static @Nullable Scene ground(@Nullable FreeSpace world, Part robot) {
    if (world == null) {
      return new Scene(new Box(Role.ARENA, -5, -5, 5, 5), true, 0, 1, List.of(), List.of(robot));
    }
    Extent extent = world.extent();
    return new Scene(view(extent), false, 0, 1, still(world), List.of(robot));
  }

  private static Box view(Extent extent) {
    double margin = MARGIN * Math.max(extent.widthM(), extent.heightM());
    return new Box(
        Role.ARENA,
        extent.lowerXM() - margin,
        extent.lowerYM() - margin,
        extent.upperXM() + margin,
        extent.upperYM() + margin);
  }

  /** What a world is made of: shapes where it has them, else a picture. */
  static List<Shape> still(FreeSpace space) {
    if (!(space instanceof World world)) {
      return List.of(WorldPicture.shape(space));
    }
    List<Shape> shapes = new ArrayList<>();
    Obstacle.Box arena = world.arena();
    shapes.add(
        new Box(Role.ARENA, arena.lowerXM(), arena.lowerYM(), arena.upperXM(), arena.upperYM()));
    for (Obstacle obstacle : world.obstacles()) {
      if (obstacle instanceof Obstacle.Disc disc) {
        shapes.add(new Disc(Role.SOLID, disc.centreXM(), disc.centreYM(), disc.radiusM()));
      } else if (obstacle instanceof Obstacle.Box box) {
        shapes.add(new Box(Role.SOLID, box.lowerXM(), box.lowerYM(), box.upperXM(), box.upperYM()));
      }
    }
    return shapes;
  }

  /** Round, with a nose. */
  private static Part vehicle(int heading) {
    double r = ROBOT_RADIUS_M;
    return new Part(
        Motion.of(0),
        Motion.of(1),
        Motion.of(heading),
        List.of(
            new Disc(Role.BODY, 0, 0, r),
            new Path(
                Role.DETAIL,
                List.of(0.62 * r, 0.0, -0.38 * r, 0.46 * r, -0.16 * r, 0.0, -0.38 * r, -0.46 * r),
                true)),
        List.of(),
        Point.ORIGIN);
  }

  private static @Nullable Scene point(Robot robot, @Nullable FreeSpace world) {
    Part dot =
        new Part(
            Motion.of(0),
            Motion.of(1),
            Motion.STILL,
            List.of(new Disc(Role.BODY, 0, 0, 0.05)),
            List.of(),
            Point.ORIGIN);
    if (world != null) {
      return ground(world, dot);
    }
    Quantity x = robot.states().get(0);
    Quantity y = robot.states().get(1);
    return new Scene(
        new Box(Role.ARENA, x.lower(), y.lower(), x.upper(), y.upper()),
        false,
        0,
        1,
        List.of(),
        List.of(dot));
  }

  /** Upright at zero, and positive angles lean to the right, which is clockwise. */
  private static Part pole(Motion turn, double lengthM) {
    double half = lengthM / 80;
    return new Part(
        Motion.STILL,
        Motion.STILL,
        turn,
        List.of(
            new Box(Role.BODY, -half, 0, half, lengthM),
            new Disc(Role.BODY, 0, lengthM, 5 * half),
            new Disc(Role.DETAIL, 0, 0, 2.4 * half)),
        List.of(),
        new Point(0, lengthM));
  }

  private static Scene pendulum(double lengthM) {
    double view = 1.25 * lengthM;
    return new Scene(
        new Box(Role.ARENA, -view, -view, view, view),
        false,
        Motion.NONE,
        Motion.NONE,
        List.of(new Path(Role.GROUND, List.of(-0.2 * lengthM, 0.0, 0.2 * lengthM, 0.0), false)),
        List.of(pole(Motion.of(0, -1), lengthM)));
  }

  private static Scene cartpole(Robot robot, double lengthM) {
    double rail = robot.states().get(0).upper();
    double wheel = 0.06;
    Part cart =
        new Part(
            Motion.of(0),
            Motion.STILL,
            Motion.STILL,
            List.of(
                new Box(Role.BODY, -0.22, -0.1, 0.22, 0.1),
                new Disc(Role.DETAIL, -0.12, -0.1, wheel),
                new Disc(Role.DETAIL, 0.12, -0.1, wheel)),
            List.of(pole(Motion.of(2, -1), lengthM)),
            null);
    double ground = -0.1 - wheel;
    return new Scene(
        new Box(Role.ARENA, -rail - 0.3, -0.9, rail + 0.3, 0.9),
        false,
        Motion.NONE,
        Motion.NONE,
        List.of(
            new Path(Role.GROUND, List.of(-rail, ground, rail, ground), false),
            new Box(Role.SOLID, -rail - 0.2, ground, -rail, ground + 0.25),
            new Box(Role.SOLID, rail, ground, rail + 0.2, ground + 0.25)),
        List.of(cart));
  }

  /** Positive pitch leans to the right. */
  private static Scene quadrotor(@Nullable FreeSpace world) {
    double arm = QUADROTOR_ARM_M;
    Part body =
        new Part(
            Motion.of(0),
            Motion.of(1),
            Motion.of(2, -1),
            List.of(
                new Box(Role.BODY, -arm, -0.02, arm, 0.02),
                new Box(Role.BODY, -0.07, -0.05, 0.07, 0.05),
                new Path(Role.DETAIL, List.of(-1.5 * arm, 0.07, -0.5 * arm, 0.07), false),
                new Path(Role.DETAIL, List.of(0.5 * arm, 0.07, 1.5 * arm, 0.07), false)),
            List.of(),
            Point.ORIGIN);
    if (world != null) {
      return new Scene(view(world.extent()), false, 0, 1, still(world), List.of(body));
    }
    return new Scene(new Box(Role.ARENA, -3, -2, 3, 2), true, 0, 1, List.of(), List.of(body));
  }

  private static Scene laneChange() {
    double halfWidth = 0.9;
    List<Shape> wheel = List.of(new Box(Role.DETAIL, -0.35, -0.12, 0.35, 0.12));
    List<Part> frontWheels = List.of(steered(0.75, wheel), steered(-0.75, wheel));
    Part car =
        new Part(
            Motion.of(0),
            Motion.of(1),
            Motion.of(2),
            List.of(
                new Box(Role.BODY, -0.9, -halfWidth, WHEELBASE_M + 0.9, halfWidth),
                new Box(Role.DETAIL, 0.3, -0.7, 1.9, 0.7)),
            frontWheels,
            Point.ORIGIN);
    List<Shape> road = new ArrayList<>();
    // Three lines, two lanes, longer than any demonstration.
    for (double y : new double[] {-LANE_M / 2, LANE_M / 2, 1.5 * LANE_M}) {
      road.add(new Path(Role.GROUND, List.of(-200.0, y, 5000.0, y), false));
    }
    return new Scene(new Box(Role.ARENA, -25, -6, 35, 10), true, 0, 1, road, List.of(car));
  }

  private static Part steered(double y, List<Shape> wheel) {
    return new Part(
        Motion.fixed(WHEELBASE_M), Motion.fixed(y), Motion.of(4), wheel, List.of(), null);
  }

  /** The evader stands at the origin; the other aircraft is where the state says. */
  private static Scene air3d() {
    List<Shape> aircraft =
        List.of(new Path(Role.BODY, List.of(0.8, 0.0, -0.6, 0.5, -0.3, 0.0, -0.6, -0.5), true));
    Part evader = new Part(Motion.STILL, Motion.STILL, Motion.STILL, aircraft, List.of(), null);
    Part pursuer =
        new Part(Motion.of(0), Motion.of(1), Motion.of(2), aircraft, List.of(), Point.ORIGIN);
    return new Scene(
        new Box(Role.ARENA, -8, -12, 22, 12),
        false,
        0,
        1,
        List.of(new Disc(Role.GOAL, 0, 0, 5)),
        List.of(evader, pursuer));
  }
}
