package io.github.hjelm.export.task;

import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.problem.LaneChange;
import io.github.hjelm.export.task.optimise.LeastSquares;
import io.github.hjelm.export.task.optimise.TrajectoryOptimiser;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An automated car changes into the gap between two cars on the lane to its left and goes on at
 * their speed. Robot, cars and l(x) are those of the problem of the same name: x is how far the car
 * is ahead of the middle of the gap. There is one way to do it.
 */
final class ChangeLane implements Task {

  private static final int X = 0;
  private static final int Y = 1;
  private static final int HEADING = 2;
  private static final int SPEED = 3;
  private static final int STEERING = 4;

  private static final double OWN_LANE_M = 1.75;
  private static final double OTHER_LANE_M = 5.25;
  private static final double SLOWEST_MPS = 10;
  private static final double FASTEST_MPS = 30;

  /** Half the span of starts. */
  private static final double START_Y_M = 0.2;

  private static final double START_HEADING = 0.01;
  private static final double START_SPEED_MPS = 1.5;
  private static final double START_STEERING = 0.003;

  /** What counts as having changed, for a second. */
  private static final double ALIGNED_Y_M = 0.3;

  private static final double ALIGNED_HEADING = 0.03;
  private static final double ALIGNED_SPEED_MPS = 1;
  private static final double ALIGNED_S = 1;

  private static final double LONGEST_S = 10;
  private static final int PLANNED_PERIODS = 60;
  private static final TrajectoryOptimiser.Effort EFFORT = new TrajectoryOptimiser.Effort(40, 1e-5);

  /** Beyond these from its plan an attempt gets a new one. */
  private static final double[] FAR = {1, 0.3, 0.03, 0.7, 0.02};

  static final TaskKind KIND =
      new TaskKind(
          "lane-change",
          "an automated car changes into the gap between two moving cars",
          List.of(
              new Parameter("speed", "m/s", 20, 16, 24, "of the two other cars"),
              new Parameter("gap", "m", 28, 24, 60, "from the middle of one to that of the other"),
              new Parameter("spread", "m", 8, 0, 10, "of the starts along the gap, either way")),
          List.of(),
          (name, settings) -> new ChangeLane(settings));

  private final Robot robot;
  private final ClearanceField field;
  private final double speed;
  private final double gap;
  private final double spread;
  private final ChunkShape chunk = new ChunkShape(8, 4, 0.1);
  private final LeastSquares cost = new Cost();

  private ChangeLane(TaskSettings settings) throws TaskRefusal {
    speed = settings.number("speed");
    gap = settings.number("gap");
    spread = settings.number("spread");
    Map<String, String> cars =
        Map.of(
            "trafficSpeed", Double.toString(speed),
            "frontX", Double.toString(gap / 2),
            "rearX", Double.toString(-gap / 2));
    AvoidGame game = game(cars);
    robot = game.robot();
    field = game.clearance();
  }

  private static AvoidGame game(Map<String, String> cars) throws TaskRefusal {
    try {
      TableRequest request = TableRequest.of("lane-change", cars, List.of(), "");
      return new LaneChange().avoidGame(request.request()).orElseThrow();
    } catch (SolveRefusal e) {
      throw new TaskRefusal("task " + KIND.name() + ": " + e.getMessage());
    }
  }

  /** What is to be small: way across and along, heading, differences in speed, effort, danger. */
  private final class Cost implements LeastSquares {

    private static final double ROOM_M = 0.5;
    private static final double STEEPNESS = 15;

    @Override
    public int runningCount() {
      return 8;
    }

    @Override
    public void running(double[] x, double[] u, double[] r) {
      place(x, r);
      r[5] = 0.4 * u[0];
      r[6] = 6 * u[1];
      r[7] = STEEPNESS * Math.max(0, ROOM_M - field.value(x));
    }

    @Override
    public int endCount() {
      return 5;
    }

    @Override
    public void end(double[] x, double[] r) {
      place(x, r);
      for (int i = 0; i < r.length; i++) {
        r[i] *= 2;
      }
    }

    private void place(double[] x, double[] r) {
      r[0] = 0.1 * x[X];
      r[1] = 0.7 * (x[Y] - OTHER_LANE_M);
      r[2] = 8 * x[HEADING];
      r[3] = 0.4 * (x[SPEED] - speed);
      r[4] = 20 * x[STEERING];
    }
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
  public List<Quantity> observation() {
    return List.of(
        Quantity.symmetric("x", "m", gap / 2),
        Quantity.bounded("y", "m", 0, OWN_LANE_M + OTHER_LANE_M),
        Quantity.symmetric("heading", "rad", 0.25),
        Quantity.bounded("speed", "m/s", SLOWEST_MPS, FASTEST_MPS),
        robot.states().get(STEERING));
  }

  @Override
  public void observe(double[] x, double[] observation) {
    System.arraycopy(x, 0, observation, 0, x.length);
  }

  @Override
  public ChunkShape chunk() {
    return chunk;
  }

  @Override
  public int maxPeriods() {
    return (int) Math.round(LONGEST_S / chunk.periodS());
  }

  @Override
  public void start(RandomGenerator random, double[] x) {
    x[X] = spread * random.nextDouble(-1, 1);
    x[Y] = OWN_LANE_M + START_Y_M * random.nextDouble(-1, 1);
    x[HEADING] = START_HEADING * random.nextDouble(-1, 1);
    x[SPEED] = speed + START_SPEED_MPS * random.nextDouble(-1, 1);
    x[STEERING] = START_STEERING * random.nextDouble(-1, 1);
  }

  @Override
  public Referee referee() {
    return new Referee() {
      private final int needed = (int) Math.round(ALIGNED_S / chunk.periodS());
      private int aligned;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        aligned = isAligned(after) ? aligned + 1 : 0;
        return aligned >= needed ? Standing.SUCCEEDED : Standing.RUNNING;
      }

      @Override
      public int mode() {
        return 0;
      }
    };
  }

  // Written so that NaN fails.
  private boolean isAligned(double[] x) {
    return Math.abs(x[Y] - OTHER_LANE_M) <= ALIGNED_Y_M
        && Math.abs(x[X]) < gap / 2
        && Math.abs(x[HEADING]) <= ALIGNED_HEADING
        && Math.abs(x[SPEED] - speed) <= ALIGNED_SPEED_MPS;
  }

  @Override
  public List<String> modes() {
    return List.of("gap");
  }

  @Override
  public double cost(double[] x, double[] u) {
    return cost.perSecond(x, u);
  }

  /** The other cars, the road's edges, and the limits of heading, speed and steering. */
  @Override
  public double clearance(double[] x) {
    return field.value(x);
  }

  @Override
  public Demonstrator demonstrator() {
    return (x, random) -> {
      TrajectoryOptimiser optimiser = new TrajectoryOptimiser(robot, chunk.periodS(), cost, EFFORT);
      // As it goes: straight on.
      return new PlanFollower(
          optimiser, optimiser.optimise(x, PLANNED_PERIODS, (k, at, u) -> straightOn(u)), FAR);
    };
  }

  private static void straightOn(double[] u) {
    u[0] = 0;
    u[1] = 0;
  }

  /** The road's edges, at any speed near the traffic's; the other cars are not covered. */
  @Override
  public TableRequest certificate() {
    return TableRequest.of(
        "lane-keeping",
        Map.of(
            "minSpeed", Double.toString(speed - 5),
            "maxSpeed", Double.toString(speed + 5)),
        List.of(),
        TableRequest.promiseFor(chunk.periodS()));
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.empty();
  }
}
