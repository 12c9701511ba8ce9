package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A cart swings its hanging pole up and balances it near the middle of the rail. The pole may rise
 * on either side: what works on one works mirrored on the other. A pole that is not held falls
 * e-fold in 0.22 s, so a policy is asked anew every period.
 *
 * <p>The demonstrator optimises each attempt from its own start, around one plan that was found
 * once, over a horizon whose end is spent at rest. So what it does is close to the optimum without
 * an end: a function of the state and the side, which a policy without memory can learn.
 */
final class CartpoleSwingUp implements Task {

  private static final int POSITION = 0;
  private static final int VELOCITY = 1;
  private static final int ANGLE = 2;
  private static final int RATE = 3;

  private static final List<String> MODES = List.of("right", "left");

  /** Upright: what counts as balanced, for a second. */
  private static final double BALANCED_ANGLE = 0.15;

  private static final double BALANCED_RATE = 0.6;
  private static final double BALANCED_POSITION_M = 0.3;
  private static final double BALANCED_VELOCITY_MPS = 0.4;
  private static final double BALANCED_S = 1;

  private static final double LONGEST_S = 8;

  /** Starts differ from hanging at rest by so much, either way. */
  private static final double START_ANGLE = 0.2;

  private static final double START_SPEED = 0.1;

  /**
   * Whoever balances well is hardly ever off balance, so that only recoveries show what to do then.
   */
  private static final double RECOVERIES = 0.8;

  static final TaskKind KIND =
      new TaskKind(
          "cartpole-swing-up",
          "a cart swings its pole up, on either side, and balances it",
          List.of(
              new Parameter("rail", "m", 2.4, 1.5, 10, "half the rail"),
              new Parameter("force", "N", 10, 8, 30, "of the motor"),
              new Parameter("spread", "m", 0.5, 0, 0.8, "of the starts around the middle")),
          List.of(),
          (name, settings) -> new CartpoleSwingUp(settings));

  private final Robot robot;
  private final Map<String, Double> robotParameters;
  private final double rail;
  private final double force;
  private final double spread;
  private final ChunkShape chunk = new ChunkShape(4, 1, 0.05);
  private final CartpolePlans.Cost cost;

  private CartpoleSwingUp(TaskSettings settings) throws TaskRefusal {
    rail = settings.number("rail");
    force = settings.number("force");
    spread = settings.number("spread");
    robotParameters = Map.of("max_position", rail, "max_force", force);
    robot = TaskRobots.create(KIND.name(), "cartpole", robotParameters);
    cost = new CartpolePlans.Cost(rail);
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
        robot.states().get(POSITION),
        robot.states().get(VELOCITY),
        Quantity.symmetric("cos_angle", "1", 1),
        Quantity.symmetric("sin_angle", "1", 1),
        robot.states().get(RATE));
  }

  @Override
  public void observe(double[] x, double[] observation) {
    observation[0] = x[POSITION];
    observation[1] = x[VELOCITY];
    observation[2] = Math.cos(x[ANGLE]);
    observation[3] = Math.sin(x[ANGLE]);
    observation[4] = x[RATE];
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
    x[POSITION] = spread * sign(random);
    x[VELOCITY] = START_SPEED * sign(random);
    x[ANGLE] = robot.states().get(ANGLE).wrap(Math.PI + START_ANGLE * sign(random));
    x[RATE] = START_SPEED * sign(random);
  }

  /** Hanging as attempts may start, wherever on the rail: either side is as good to rise on. */
  static boolean isStart(double[] x) {
    return Math.abs(Math.IEEEremainder(x[ANGLE] - Math.PI, 2 * Math.PI)) <= START_ANGLE
        && Math.abs(x[VELOCITY]) <= START_SPEED
        && Math.abs(x[RATE]) <= START_SPEED;
  }

  private static double sign(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }

  @Override
  public Referee referee() {
    return new Referee() {
      private final int needed = (int) Math.round(BALANCED_S / chunk.periodS());
      private int balanced;
      private double turned;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        turned += Math.IEEEremainder(after[ANGLE] - before[ANGLE], 2 * Math.PI);
        balanced = isBalanced(after) ? balanced + 1 : 0;
        return balanced >= needed ? Standing.SUCCEEDED : Standing.RUNNING;
      }

      /** A pole that rises on the right turns from π down to 0. */
      @Override
      public int mode() {
        return turned < 0 ? 0 : 1;
      }
    };
  }

  // Written so that NaN fails.
  private static boolean isBalanced(double[] x) {
    return Math.abs(x[ANGLE]) <= BALANCED_ANGLE
        && Math.abs(x[RATE]) <= BALANCED_RATE
        && Math.abs(x[POSITION]) <= BALANCED_POSITION_M
        && Math.abs(x[VELOCITY]) <= BALANCED_VELOCITY_MPS;
  }

  @Override
  public List<String> modes() {
    return MODES;
  }

  @Override
  public double cost(double[] x, double[] u) {
    return cost.perSecond(x, u);
  }

  /** The rail's ends. */
  @Override
  public double clearance(double[] x) {
    return rail - Math.abs(x[POSITION]);
  }

  @Override
  public Demonstrator demonstrator() throws TaskRefusal {
    return new CartpolePlans(robot, chunk.periodS(), cost);
  }

  @Override
  public double recoveries() {
    return RECOVERIES;
  }

  @Override
  public TableRequest certificate() {
    return TableRequest.of(
        "cartpole-rail",
        Map.of("rail", Double.toString(rail), "force", Double.toString(force)),
        List.of(),
        TableRequest.promiseFor(chunk.periodS()));
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.empty();
  }
}
