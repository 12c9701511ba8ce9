package io.github.hjelm.export.task;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A motor too weak to lift a pendulum swings it up, over the left or the right side, and keeps it
 * there. It starts anywhere, so demonstrations show what to do wherever a policy errs to.
 */
final class PendulumSwingUpTask implements Task {

  private static final double RATE_COST = 0.02;

  /** Dear enough that the best torque changes smoothly near upright. */
  private static final double TORQUE_COST = 0.02;

  /** Upright is nearer than this, and slower. */
  private static final double UPRIGHT_RAD = 0.15;

  private static final double SLOW_RADPS = 0.5;
  private static final double STEADY_S = 1;

  /** A pendulum that hangs lower than this has not decided for a side. */
  private static final double SIDE_RAD = 0.25 * Math.PI;

  /** The fastest start, where starts are spread most. */
  private static final double START_RADPS = 3;

  private static final double PERIOD_S = 0.05;

  static final TaskKind KIND =
      new TaskKind(
          "pendulum-swing-up",
          "a weak motor swings a pendulum up, over either side",
          List.of(
              new Parameter("torque", "N·m", 5, 2, 8, "of the motor"),
              new Parameter("maxRate", "rad/s", 8, 7, 100, "fastest turn"),
              new Parameter("spread", "1", 1, 0, 1, "of starts: 0 hangs, 1 is anywhere")),
          List.of(),
          (name, settings) -> new PendulumSwingUpTask(settings));

  private final Robot robot;
  private final Map<String, Double> robotParameters;
  private final double torque;
  private final double maxRate;
  private final double spread;
  private final ChunkShape chunk = new ChunkShape(4, 2, PERIOD_S);

  private PendulumSwingUpTask(TaskSettings settings) throws TaskRefusal {
    torque = settings.number("torque");
    maxRate = settings.number("maxRate");
    spread = settings.number("spread");
    robotParameters = Map.of("max_torque", torque, "max_rate", maxRate);
    robot = TaskRobots.create(KIND.name(), "pendulum", robotParameters);
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
        Quantity.symmetric("cos_angle", "1", 1),
        Quantity.symmetric("sin_angle", "1", 1),
        Quantity.symmetric("rate", "rad/s", maxRate));
  }

  @Override
  public void observe(double[] x, double[] observation) {
    observation[0] = Math.cos(x[0]);
    observation[1] = Math.sin(x[0]);
    observation[2] = x[1];
  }

  @Override
  public ChunkShape chunk() {
    return chunk;
  }

  @Override
  public int maxPeriods() {
    return 140;
  }

  @Override
  public void start(RandomGenerator random, double[] x) {
    double angle = Math.PI + spread * Math.PI * (2 * random.nextDouble() - 1);
    x[0] = robot.states().get(0).wrap(angle);
    x[1] = spread * START_RADPS * (2 * random.nextDouble() - 1);
  }

  @Override
  public Referee referee() {
    return new Referee() {
      private int steady;
      private int side;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        if (Math.abs(after[0]) > SIDE_RAD) {
          side = after[0] > 0 ? 0 : 1;
        }
        boolean isUp = Math.abs(after[0]) <= UPRIGHT_RAD && Math.abs(after[1]) <= SLOW_RADPS;
        steady = isUp ? steady + 1 : 0;
        return steady * PERIOD_S >= STEADY_S ? Standing.SUCCEEDED : Standing.RUNNING;
      }

      @Override
      public int mode() {
        return side;
      }
    };
  }

  @Override
  public List<String> modes() {
    return List.of("over-left", "over-right");
  }

  // κ = 1 - cos θ + r_ω ω² + r_u u²                                                (theory 02.28)
  @Override
  public double cost(double[] x, double[] u) {
    return 1 - Math.cos(x[0]) + RATE_COST * x[1] * x[1] + TORQUE_COST * u[0] * u[0];
  }

  @Override
  public double clearance(double[] x) {
    return maxRate - Math.abs(x[1]);
  }

  /** Takes the torque that the cost-to-go of the Hamilton-Jacobi-Bellman equation likes best. */
  @Override
  public Demonstrator demonstrator() throws TaskRefusal, InterruptedException {
    TableRequest request = table();
    try {
      Solution solution =
          ProblemCatalog.standard()
              .problem(request.problem())
              .solve(request.request(), Progress.none());
      return new GreedyTorque(this, solution);
    } catch (SolveRefusal e) {
      throw new TaskRefusal("task " + name() + ": " + e.getMessage());
    }
  }

  private TableRequest table() {
    return TableRequest.of(
        "pendulum-swing-up",
        Map.of(
            "max_torque", Double.toString(torque),
            "max_rate", Double.toString(maxRate),
            "rateCost", Double.toString(RATE_COST),
            "torqueCost", Double.toString(TORQUE_COST),
            "hold", Double.toString(PERIOD_S)),
        List.of(),
        "");
  }

  @Override
  public TableRequest certificate() {
    return TableRequest.of(
        "pendulum-limit",
        Map.of("torque", Double.toString(torque), "maxRate", Double.toString(maxRate)),
        List.of(),
        TableRequest.promiseFor(PERIOD_S));
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.of(table());
  }
}
