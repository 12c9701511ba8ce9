package io.github.hjelm.export.task;

import io.github.hjelm.export.task.optimise.LeastSquares;
import io.github.hjelm.export.task.optimise.Plan;
import io.github.hjelm.export.task.optimise.TrajectoryOptimiser;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A quadrotor seen from the side flies through a wall with two gates, one above the other, and
 * comes to rest behind it. It starts at the height between the gates, so either is as good.
 */
final class QuadrotorGate implements Task {

  private static final int X = 0;
  private static final int Z = 1;
  private static final int PITCH = 2;
  private static final int VELOCITY_X = 3;
  private static final int VELOCITY_Z = 4;
  private static final int RATE = 5;

  private static final List<String> MODES = List.of("lower", "upper");

  /** The wall stands at x = 0, half as thick as this on either side. */
  private static final double HALF_WALL_M = 0.15;

  private static final double CEILING_M = 4;
  private static final double MIDDLE_M = CEILING_M / 2;
  private static final double RADIUS_M = 0.25;
  private static final double TILT = 1.0;

  /** As the problem that certifies it has it. */
  private static final double INERTIA = 0.03;

  private static final double FASTEST_MPS = 4;
  private static final double FASTEST_TURN = 6;
  private static final double GOAL_X_M = 2;
  private static final double START_X_M = -2;

  /** Half the span of starts: the three places, the three speeds. */
  private static final double[] START = {0.3, 0.3, 0.1, 0.2, 0.2, 0.2};

  /** What counts as at rest at the goal, for {@link #REST_S}. */
  private static final double[] REST = {0.25, 0.25, 0.15, 0.3, 0.3, 0.6};

  private static final double REST_S = 0.4;
  private static final double LONGEST_S = 6;
  private static final int PLANNED_PERIODS = 100;

  /** How far ahead a demonstrator looks, and how near the middle both gates are as good. */
  private static final double AHEAD_S = 0.3;

  private static final double OPEN_M = 0.03;

  private static final TrajectoryOptimiser.Effort FIRST = new TrajectoryOptimiser.Effort(300, 1e-8);
  private static final TrajectoryOptimiser.Effort OTHERS = new TrajectoryOptimiser.Effort(20, 1e-4);

  /** Beyond these from its plan an attempt gets a new one. */
  private static final double[] FAR = {0.15, 0.15, 0.15, 0.4, 0.4, 1};

  static final TaskKind KIND =
      new TaskKind(
          "planar-quadrotor-gate",
          "a quadrotor seen from the side flies through either of two gates",
          List.of(
              new Parameter("offset", "m", 0.8, 0.7, 1, "of each gate from the middle height"),
              new Parameter("opening", "m", 1.1, 0.8, 1.2, "of each gate, from edge to edge")),
          List.of(),
          (name, settings) -> new QuadrotorGate(settings));

  private final Robot robot;
  private final Map<String, Double> robotParameters;
  private final double offset;
  private final double opening;
  private final double weight;
  private final ChunkShape chunk = new ChunkShape(4, 2, 0.04);

  private QuadrotorGate(TaskSettings settings) throws TaskRefusal {
    offset = settings.number("offset");
    opening = settings.number("opening");
    robotParameters =
        Map.of("inertia", INERTIA, "max_velocity", FASTEST_MPS, "max_rate", FASTEST_TURN);
    robot = TaskRobots.create(KIND.name(), "planar-quadrotor", robotParameters);
    // All rotors carry twice the weight.
    weight = robot.controls().get(0).upper();
  }

  private double gateZ(int mode) {
    return MIDDLE_M + (mode == 0 ? -offset : offset);
  }

  private static int nearestGate(double[] x) {
    return x[Z] < MIDDLE_M ? 0 : 1;
  }

  /** What is to be small on the way through one gate. */
  private final class Cost implements LeastSquares {

    /** Roots of weights of the states' differences from rest at the goal. */
    private static final double[] STATE = {0.7, 0.8, 1, 1, 0.5, 0.3};

    private static final double END = 3;
    private static final double GATE = 5;

    /** How far from the wall the gate begins to draw. */
    private static final double GATE_REACH_M = 1.2;

    private static final double LIFT = 0.2;
    private static final double TURN = 0.3;
    private static final double ROOM_M = 0.12;
    private static final double STEEPNESS = 25;

    private final double gate;

    Cost(int mode) {
      gate = gateZ(mode);
    }

    @Override
    public int runningCount() {
      return 10;
    }

    @Override
    public void running(double[] x, double[] u, double[] r) {
      place(x, 1, r);
      double near = x[X] / GATE_REACH_M;
      r[6] = GATE * Math.exp(-near * near) * (x[Z] - gate);
      r[7] = LIFT * (u[0] + u[1] - weight);
      r[8] = TURN * (u[0] - u[1]);
      r[9] = STEEPNESS * Math.max(0, ROOM_M - clearance(x));
    }

    @Override
    public int endCount() {
      return STATE.length;
    }

    @Override
    public void end(double[] x, double[] r) {
      place(x, END, r);
    }

    private void place(double[] x, double factor, double[] r) {
      for (int i = 0; i < STATE.length; i++) {
        r[i] = factor * STATE[i] * (x[i] - goal(i));
      }
    }
  }

  private static double goal(int i) {
    return i == X ? GOAL_X_M : i == Z ? MIDDLE_M : 0;
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
    return List.of(
        Quantity.symmetric("x", "m", 3),
        Quantity.bounded("z", "m", 0, CEILING_M),
        Quantity.symmetric("cos_pitch", "1", 1),
        Quantity.symmetric("sin_pitch", "1", 1),
        robot.states().get(VELOCITY_X),
        robot.states().get(VELOCITY_Z),
        robot.states().get(RATE));
  }

  @Override
  public void observe(double[] x, double[] observation) {
    observation[0] = x[X];
    observation[1] = x[Z];
    observation[2] = Math.cos(x[PITCH]);
    observation[3] = Math.sin(x[PITCH]);
    observation[4] = x[VELOCITY_X];
    observation[5] = x[VELOCITY_Z];
    observation[6] = x[RATE];
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
    for (int i = 0; i < START.length; i++) {
      x[i] = START[i] * random.nextDouble(-1, 1);
    }
    x[X] += START_X_M;
    x[Z] += MIDDLE_M;
  }

  @Override
  public Referee referee() {
    return new Referee() {
      private final int needed = (int) Math.round(REST_S / chunk.periodS());
      private int rested;
      private int gate;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        if (before[X] < 0 && after[X] >= 0) {
          gate = nearestGate(after);
        }
        rested = isAtRest(after) ? rested + 1 : 0;
        return rested >= needed ? Standing.SUCCEEDED : Standing.RUNNING;
      }

      @Override
      public int mode() {
        return gate;
      }
    };
  }

  // Written so that NaN fails.
  private static boolean isAtRest(double[] x) {
    for (int i = 0; i < REST.length; i++) {
      if (!(Math.abs(x[i] - goal(i)) <= REST[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<String> modes() {
    return MODES;
  }

  @Override
  public double cost(double[] x, double[] u) {
    return new Cost(nearestGate(x)).perSecond(x, u);
  }

  /** Floor, ceiling, the wall around its gates, and tilt, all for a disc around the quadrotor. */
  @Override
  public double clearance(double[] x) {
    double room = Math.min(x[Z], CEILING_M - x[Z]);
    double half = 0.5 * opening;
    double lowest = beyond(x, -CEILING_M, gateZ(0) - half);
    double between = beyond(x, gateZ(0) + half, gateZ(1) - half);
    double highest = beyond(x, gateZ(1) + half, 2 * CEILING_M);
    double wall = Math.min(lowest, Math.min(between, highest));
    return Math.min(Math.min(room, wall) - RADIUS_M, TILT - Math.abs(x[PITCH]));
  }

  /** How far the middle is from a piece of the wall; negative inside. */
  private static double beyond(double[] x, double bottom, double top) {
    double alongX = Math.abs(x[X]) - HALF_WALL_M;
    double alongZ = Math.max(bottom - x[Z], x[Z] - top);
    double inside = Math.min(Math.max(alongX, alongZ), 0);
    return inside + Math.hypot(Math.max(alongX, 0), Math.max(alongZ, 0));
  }

  /** Plans each attempt through the gate that suits it, around one plan a gate. */
  @Override
  public Demonstrator demonstrator() throws TaskRefusal {
    List<Plan> plans = new ArrayList<>();
    for (int mode = 0; mode < MODES.size(); mode++) {
      double[] start = {START_X_M, MIDDLE_M, 0, 0, 0, 0};
      Plan plan =
          new TrajectoryOptimiser(robot, chunk.periodS(), new Cost(mode), FIRST)
              .optimise(start, PLANNED_PERIODS, (k, x, u) -> hover(u));
      refuseCollision(plan, mode);
      plans.add(plan);
    }
    return (x, random) -> {
      int mode = suitedGate(x, random);
      Plan plan = plans.get(mode);
      TrajectoryOptimiser optimiser =
          new TrajectoryOptimiser(robot, chunk.periodS(), new Cost(mode), OTHERS);
      return new PlanFollower(
          optimiser, optimiser.optimise(x, PLANNED_PERIODS, plan::control), FAR);
    };
  }

  /**
   * The gate on the side of the middle height that the quadrotor is about to be on; where that is
   * open, chance picks. So who is on the way to one gate is never shown a turn to the other.
   */
  private static int suitedGate(double[] x, RandomGenerator random) {
    double off = x[Z] + AHEAD_S * x[VELOCITY_Z] - MIDDLE_M;
    return Math.abs(off) <= OPEN_M ? random.nextInt(MODES.size()) : off < 0 ? 0 : 1;
  }

  private void hover(double[] u) {
    u[0] = weight / 2;
    u[1] = weight / 2;
  }

  private void refuseCollision(Plan plan, int mode) throws TaskRefusal {
    double[] x = new double[REST.length];
    for (int k = 0; k <= plan.periods(); k++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = plan.state(k, i);
      }
      // Written so that NaN is refused.
      if (!(clearance(x) > 0)) {
        throw new TaskRefusal(
            "task %s: no way through the %s gate was found; widen 'opening'"
                .formatted(KIND.name(), MODES.get(mode)));
      }
    }
  }

  /** Floor, ceiling, tilt, climb and rate; the gates are not covered. */
  @Override
  public TableRequest certificate() {
    return TableRequest.of(
        "quadrotor-altitude",
        Map.of(
            "ceiling", Double.toString(CEILING_M),
            "radius", Double.toString(RADIUS_M),
            "tilt", Double.toString(TILT),
            "climb", Double.toString(FASTEST_MPS),
            "rate", Double.toString(FASTEST_TURN),
            "inertia", Double.toString(INERTIA)),
        List.of(),
        TableRequest.promiseFor(chunk.periodS()));
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.empty();
  }
}
