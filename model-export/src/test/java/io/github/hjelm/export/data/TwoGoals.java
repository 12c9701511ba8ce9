package io.github.hjelm.export.data;

import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.task.ChunkShape;
import io.github.hjelm.export.task.Demonstrator;
import io.github.hjelm.export.task.Referee;
import io.github.hjelm.export.task.TableRequest;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A mass on a line that is to rest at -1 or at 1, both equally good, and must stay within 1.5.
 *
 * @param laziness the share of attempts in which the demonstrator does nothing
 * @param bolts whether it runs away once it has arrived
 */
record TwoGoals(double laziness, boolean bolts) implements Task {

  static final double WALL = 1.5;

  /** So near that whoever bolts hits it within a chunk. */
  private static final double NEAR_WALL = 1.1;

  private static final double GAIN = 4;
  private static final double DAMPING = 4;

  @Override
  public String name() {
    return "two-goals";
  }

  @Override
  public Robot robot() {
    try {
      return RobotCatalog.create("double-integrator", Map.of("max_acceleration", 3.0));
    } catch (RobotRefusal e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Quantity> observation() {
    return List.of(
        Quantity.symmetric("velocity", "m/s", 3), Quantity.symmetric("position", "m", WALL));
  }

  @Override
  public void observe(double[] x, double[] observation) {
    observation[0] = x[1];
    observation[1] = x[0];
  }

  @Override
  public ChunkShape chunk() {
    return new ChunkShape(8, 4, 0.05);
  }

  @Override
  public int maxPeriods() {
    return 100;
  }

  @Override
  public void start(RandomGenerator random, double[] x) {
    x[0] = random.nextDouble(-0.2, 0.2);
    x[1] = 0;
  }

  @Override
  public Referee referee() {
    return new Referee() {
      private int mode;

      @Override
      public Standing see(double[] before, double[] u, double[] after) {
        mode = after[0] < 0 ? 0 : 1;
        boolean there = Math.abs(Math.abs(after[0]) - 1) < 0.05 && Math.abs(after[1]) < 0.1;
        return there ? Standing.SUCCEEDED : Standing.RUNNING;
      }

      @Override
      public int mode() {
        return mode;
      }
    };
  }

  @Override
  public List<String> modes() {
    return List.of("left", "right");
  }

  @Override
  public double cost(double[] x, double[] u) {
    return u[0] * u[0];
  }

  @Override
  public double clearance(double[] x) {
    return (bolts ? NEAR_WALL : WALL) - Math.abs(x[0]);
  }

  @Override
  public Demonstrator demonstrator() {
    return (start, random) -> {
      boolean lazy = random.nextDouble() < laziness;
      // At the middle either way is as good as the other.
      double goal =
          Math.abs(start[0]) < 0.3 ? (random.nextBoolean() ? 1 : -1) : Math.signum(start[0]);
      boolean[] arrived = {false};
      return (x, u) -> {
        arrived[0] |= Math.abs(x[0] - goal) < 0.05 && Math.abs(x[1]) < 0.1;
        double wanted = GAIN * (goal - x[0]) - DAMPING * x[1];
        u[0] = lazy ? 0 : bolts && arrived[0] ? 1000 * goal : wanted;
      };
    };
  }

  @Override
  public TableRequest certificate() {
    return new TableRequest("double-integrator-avoid", SolveRequest.standard(), "");
  }

  @Override
  public Optional<TableRequest> value() {
    return Optional.empty();
  }
}
