package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * N unstable states in a cascade, each with a push of its own, are brought to zero. Riccati's
 * solution is the truth, so what an attempt costs can be compared with what it had to cost.
 *
 * <p>ẋ₁ = a x₁ + u₁ + d₁ and ẋᵢ = a xᵢ + c xᵢ₋₁ + uᵢ; κ = |x|² + |u|².
 */
final class LqrTask implements Task {

  private static final int SMALLEST = 2;
  private static final int LARGEST = 64;
  private static final double GROWTH = 0.5;
  private static final double COUPLING = 0.5;

  /** Nearly twice what Riccati asks for at the farthest start, so that it never binds. */
  private static final double PUSH = 4;

  private static final double DISTURBANCE = 0.2;
  private static final double LIMIT = 10;
  private static final double START = 1;

  /** How much more than Riccati an attempt may cost. */
  private static final double TOLERANCE = 1.05;

  /** One control at a time: each number more is drawn from noise of its own, which costs. */
  private static final ChunkShape CHUNK = new ChunkShape(1, 1, 0.1);

  /** After four seconds some ten-thousandth of the cost is still to come. */
  private static final int PERIODS = 40;

  static final TaskKind KIND =
      new TaskKind(
          "lqr-N",
          "N = 2 … 64 unstable states are brought to zero; Riccati is the truth",
          List.of(),
          List.of(),
          (name, settings) -> new LqrTask(name));

  private final String name;
  private final int n;
  private final Robot robot;
  private final SampledRiccati riccati;

  private LqrTask(String name) throws TaskRefusal {
    this.name = name;
    String number = name.substring(name.indexOf('-') + 1);
    n = number.equals("N") ? 0 : Integer.parseInt(number);
    if (n < SMALLEST || n > LARGEST) {
      throw new TaskRefusal(
          "task %s: call it with a number of states from %d to %d, such as lqr-8"
              .formatted(name, SMALLEST, LARGEST));
    }
    robot = cascade(name, n);
    riccati = new SampledRiccati(robot, CHUNK.periodS());
  }

  private static Robot cascade(String name, int n) {
    List<Quantity> states = new ArrayList<>();
    List<Quantity> controls = new ArrayList<>();
    double[] a = new double[n * n];
    double[] b = new double[n * n];
    double[] d = new double[n];
    double[] initial = new double[n];
    d[0] = 1;
    for (int i = 0; i < n; i++) {
      states.add(Quantity.unbounded("state_" + (i + 1), "1"));
      controls.add(Quantity.symmetric("push_" + (i + 1), "1/s", PUSH));
      a[i * n + i] = GROWTH;
      if (i > 0) {
        a[i * n + i - 1] = COUPLING;
      }
      b[i * n + i] = 1;
      initial[i] = START;
    }
    List<Quantity> disturbances = List.of(Quantity.symmetric("disturbance_1", "1/s", DISTURBANCE));
    return new LinearRobot(name, states, controls, disturbances, a, b, d, initial);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Robot robot() {
    return robot;
  }

  @Override
  public List<Quantity> observation() {
    return robot.states().stream()
        .map(state -> Quantity.symmetric(state.name(), state.unit(), START))
        .toList();
  }

  @Override
  public void observe(double[] x, double[] observation) {
    System.arraycopy(x, 0, observation, 0, n);
  }

  @Override
  public ChunkShape chunk() {
    return CHUNK;
  }

  @Override
  public int maxPeriods() {
    return PERIODS;
  }

  @Override
  public void start(RandomGenerator random, double[] x) {
    for (int i = 0; i < n; i++) {
      x[i] = START * (2 * random.nextDouble() - 1);
    }
  }

  /** At the end, what was paid and what is still to be paid are held against Riccati. */
  @Override
  public Referee referee() {
    return new Referee() {
      private int periods;
      private double allowed;
      private double paid;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        if (periods == 0) {
          allowed = TOLERANCE * riccati.costToGo(before);
        }
        periods++;
        paid += riccati.cost(before, u);
        if (periods < PERIODS) {
          return Standing.RUNNING;
        }
        // Written so that NaN fails.
        return paid + riccati.costToGo(after) <= allowed ? Standing.SUCCEEDED : Standing.FAILED;
      }

      @Override
      public int mode() {
        return 0;
      }
    };
  }

  @Override
  public List<String> modes() {
    return List.of("riccati");
  }

  @Override
  public double cost(double[] x, double[] u) {
    double cost = 0;
    for (int i = 0; i < n; i++) {
      cost += x[i] * x[i] + u[i] * u[i];
    }
    return cost;
  }

  @Override
  public OptionalDouble optimalCost(double[] start) {
    return OptionalDouble.of(riccati.costToGo(start));
  }

  @Override
  public double clearance(double[] x) {
    return LIMIT - Math.abs(x[0]);
  }

  @Override
  public Demonstrator demonstrator() {
    return (x, random) ->
        (now, u) -> {
          riccati.control(now, u);
          for (int j = 0; j < n; j++) {
            u[j] = robot.controls().get(j).clamp(u[j]);
          }
        };
  }

  @Override
  public TableRequest certificate() {
    return TableRequest.of(
        "lqr-limit",
        Map.of(
            "limit", Double.toString(LIMIT),
            "growth", Double.toString(GROWTH),
            "push", Double.toString(PUSH),
            "disturbance", Double.toString(DISTURBANCE)),
        List.of(),
        TableRequest.promiseFor(CHUNK.periodS()));
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.empty();
  }
}
