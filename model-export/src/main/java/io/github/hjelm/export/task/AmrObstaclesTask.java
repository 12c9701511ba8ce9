package io.github.hjelm.export.task;

import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.sim.map.Extent;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * A mobile robot drives to a goal past obstacles, each on its left or on its right, whichever way
 * is about as short as the shortest.
 */
final class AmrObstaclesTask implements Task {

  /** Ways that are longer than the shortest by no more than this share are equally good. */
  private static final double TIE_SHARE = 0.1;

  /**
   * Somewhere else than at the start only ways that are all but equal are: whoever may still go
   * either way close to an obstacle does so too late.
   */
  private static final double LATE_TIE_SHARE = 0.02;

  /** Who was pushed keeps to a way unless another has become shorter by more than this. */
  private static final double KEPT_M = 0.3;

  /** Starts, with some room: from there chance picks among all ways. */
  private static final double STARTING_M = 0.3;

  private static final double GOAL_M = 0.3;
  private static final double EFFORT_COST = 0.1;
  private static final double START_HEADING_RAD = 0.2;

  /** Nodes of the certificate in the plane, and along heading and speed. */
  private static final int PLACES = 1300;

  private static final int HEADINGS = 16;
  private static final int SPEEDS = 9;

  /**
   * Turn that nobody asked for, rad/s: what the certificate covers. A slope is not covered: it
   * moves a robot at rest, which no table that is this coarse in places and speeds can hold.
   */
  private static final double SLIP_RADPS = 0.3;

  /** How much longer than the shortest way at full speed an attempt may take. */
  private static final double PATIENCE = 2;

  private static final String MAP = "map";

  static final TaskKind KIND =
      new TaskKind(
          "amr-obstacles",
          "a mobile robot drives to a goal, past obstacles on either side",
          List.of(
              new Parameter("radius", "m", 0.2, 0.01, 10, "of the robot"),
              new Parameter("maxSpeed", "m/s", 1, 0.1, 10, "fastest, either way"),
              new Parameter("startX", "m", 0.6, -1e6, 1e6, "where it starts"),
              new Parameter("startY", "m", 0, -1e6, 1e6, "where it starts"),
              new Parameter("goalX", "m", 6.4, -1e6, 1e6, "where it is to go"),
              new Parameter("goalY", "m", 0, -1e6, 1e6, "where it is to go"),
              new Parameter("spread", "m", 0.05, 0, 1, "of starts, in x and y")),
          List.of(
              new TextSetting(
                  MAP,
                  "posts",
                  "a world by name, or a file: a world, or the map.yaml of an image")),
          (name, settings) -> new AmrObstaclesTask(settings));

  private final FreeSpace map;
  private final String mapName;
  private final Robot robot;
  private final Map<String, Double> robotParameters;
  private final double radius;
  private final double maxSpeed;
  private final double spread;
  private final double[] start;
  private final double[] goal;
  private final PassingSides sides;
  private final List<EikonalField> fields = new ArrayList<>();
  private final List<Integer> ways = new ArrayList<>();
  private final double shortest;
  private final ChunkShape chunk = new ChunkShape(16, 8, 0.1);

  private AmrObstaclesTask(TaskSettings settings) throws TaskRefusal {
    mapName = settings.text(MAP);
    map = map(mapName);
    radius = settings.number("radius");
    maxSpeed = settings.number("maxSpeed");
    spread = settings.number("spread");
    start = new double[] {settings.number("startX"), settings.number("startY")};
    goal = new double[] {settings.number("goalX"), settings.number("goalY")};
    robotParameters = parameters(SLIP_RADPS);
    // It is shown and tried where nothing pushes it.
    robot = TaskRobots.create(KIND.name(), "mobile-robot", parameters(0));
    refuseUnlessFree("start", start, radius + Math.sqrt(2) * spread);
    refuseUnlessFree("goal", goal, radius);
    if (!(Math.hypot(goal[0] - start[0], goal[1] - start[1]) > GOAL_M + 2 * spread)) {
      throw new TaskRefusal("task %s: the start is the goal already".formatted(name()));
    }
    sides = new PassingSides(map, radius, start, goal);
    shortest = solve();
  }

  private Map<String, Double> parameters(double slipRadps) {
    return Map.of("max_speed", maxSpeed, "max_slope", 0.0, "max_slip", slipRadps);
  }

  private static FreeSpace map(String name) throws TaskRefusal {
    try {
      return WorldCatalog.freeSpace(name);
    } catch (YamlRefusal e) {
      throw new TaskRefusal("task " + KIND.name() + ": " + e.sentence());
    }
  }

  private void refuseUnlessFree(String what, double[] place, double roomM) throws TaskRefusal {
    // Written so that NaN is refused.
    if (!(map.signedDistance(place[0], place[1]) > roomM)) {
      throw new TaskRefusal(
          "task %s: the %s at (%s, %s) needs %.3g m of free space around it in map %s, set %sX and %sY"
              .formatted(name(), what, place[0], place[1], roomM, mapName, what, what));
    }
  }

  /** Solves every class of ways, keeps those that are equally good, and answers the shortest. */
  private double solve() throws TaskRefusal {
    List<EikonalField> all = new ArrayList<>();
    double least = EikonalField.NO_WAY;
    for (int k = 0; k < sides.classes(); k++) {
      int way = k;
      EikonalField field =
          new EikonalField(map, radius, goal[0], goal[1], (x, y) -> sides.isClosed(way, x, y));
      all.add(field);
      least = Math.min(least, field.at(start[0], start[1]));
    }
    if (least >= EikonalField.NO_WAY) {
      throw new TaskRefusal(
          "task %s: no way leads from the start to the goal in map %s for a robot of radius %s m"
              .formatted(name(), mapName, radius));
    }
    for (int k = 0; k < all.size(); k++) {
      if (all.get(k).at(start[0], start[1]) <= (1 + TIE_SHARE) * least) {
        fields.add(all.get(k));
        ways.add(k);
      }
    }
    return least;
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
    Extent extent = map.extent();
    return List.of(
        Quantity.bounded("x", "m", extent.lowerXM(), extent.upperXM()),
        Quantity.bounded("y", "m", extent.lowerYM(), extent.upperYM()),
        Quantity.symmetric("cos_heading", "1", 1),
        Quantity.symmetric("sin_heading", "1", 1),
        Quantity.symmetric("speed", "m/s", maxSpeed));
  }

  @Override
  public void observe(double[] x, double[] observation) {
    observation[0] = x[0];
    observation[1] = x[1];
    observation[2] = Math.cos(x[2]);
    observation[3] = Math.sin(x[2]);
    observation[4] = x[3];
  }

  @Override
  public ChunkShape chunk() {
    return chunk;
  }

  @Override
  public int maxPeriods() {
    return (int) Math.ceil(PATIENCE * shortest / (maxSpeed * chunk.periodS()));
  }

  @Override
  public void start(RandomGenerator random, double[] x) {
    x[0] = start[0] + spread * (2 * random.nextDouble() - 1);
    x[1] = start[1] + spread * (2 * random.nextDouble() - 1);
    double ahead = Math.atan2(goal[1] - start[1], goal[0] - start[0]);
    double heading = ahead + START_HEADING_RAD * (2 * random.nextDouble() - 1);
    x[2] = robot.states().get(2).wrap(heading);
    x[3] = 0;
  }

  @Override
  public Referee referee() {
    return new Referee() {
      private int way;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        way = sides.passed(way, before, after);
        double away = Math.hypot(after[0] - goal[0], after[1] - goal[1]);
        return away <= GOAL_M ? Standing.SUCCEEDED : Standing.RUNNING;
      }

      /** A way that is none of the good ones counts as the one that differs least. */
      @Override
      public int mode() {
        int nearest = 0;
        for (int k = 1; k < ways.size(); k++) {
          if (Integer.bitCount(ways.get(k) ^ way) < Integer.bitCount(ways.get(nearest) ^ way)) {
            nearest = k;
          }
        }
        return nearest;
      }
    };
  }

  @Override
  public List<String> modes() {
    return ways.stream().map(sides::name).toList();
  }

  @Override
  public double cost(double[] x, double[] u) {
    return 1 + EFFORT_COST * (u[0] * u[0] + u[1] * u[1]);
  }

  /** As the problem of the certificate has it: from obstacles, and from the speed limit. */
  @Override
  public double clearance(double[] x) {
    double room = map.signedDistance(x[0], x[1]) - radius;
    return Math.min(room, 2 * (1 - Math.abs(x[3]) / maxSpeed));
  }

  /** Follows the shortest way of one class; chance picks it among those that are about as short. */
  @Override
  public Demonstrator demonstrator() {
    return new Demonstrator() {
      @Override
      public Pilot begin(double[] x, RandomGenerator random) {
        return pilot(field(x, random));
      }

      @Override
      public Pilot resume(Pilot before, double[] x, RandomGenerator random) {
        EikonalField field = ((WayPilot) before).field();
        boolean isReasonable = field.at(x[0], x[1]) <= least(x) + KEPT_M;
        return isReasonable ? pilot(field) : begin(x, random);
      }
    };
  }

  private WayPilot pilot(EikonalField field) {
    return new WayPilot(field, robot, maxSpeed, chunk.periodS());
  }

  private double least(double[] x) {
    return fields.stream().mapToDouble(field -> field.at(x[0], x[1])).min().orElseThrow();
  }

  private EikonalField field(double[] x, RandomGenerator random) {
    if (Math.hypot(x[0] - start[0], x[1] - start[1]) <= 2 * spread + STARTING_M) {
      return fields.get(random.nextInt(fields.size()));
    }
    double least = least(x);
    EikonalField chosen = fields.get(0);
    int tied = 0;
    for (EikonalField field : fields) {
      if (field.at(x[0], x[1]) <= (1 + LATE_TIE_SHARE) * least && random.nextInt(++tied) == 0) {
        chosen = field;
      }
    }
    return chosen;
  }

  @Override
  public TableRequest certificate() {
    Extent extent = map.extent();
    double spacing = Math.sqrt(extent.widthM() * extent.heightM() / PLACES);
    SolveRequest request =
        new SolveRequest(
            Map.of(
                MAP,
                mapName,
                "radius",
                Double.toString(radius),
                "maxSpeed",
                Double.toString(maxSpeed),
                "slope",
                "0",
                "slip",
                Double.toString(SLIP_RADPS)),
            Optional.of(
                List.of(
                    1 + (int) Math.round(extent.widthM() / spacing),
                    1 + (int) Math.round(extent.heightM() / spacing),
                    HEADINGS,
                    SPEEDS)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of(UpwindScheme.FIRST.written()),
            true);
    return new TableRequest(
        "amr-obstacles", request, TableRequest.promiseFor(chunk.periodS()) + ",trials=2000");
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.empty();
  }
}
