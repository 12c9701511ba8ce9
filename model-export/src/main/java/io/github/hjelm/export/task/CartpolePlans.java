package io.github.hjelm.export.task;

import io.github.hjelm.export.task.optimise.LeastSquares;
import io.github.hjelm.export.task.optimise.Plan;
import io.github.hjelm.export.task.optimise.TrajectoryOptimiser;
import io.github.hjelm.sensors.robot.Robot;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Swings a pole up by plans; one that rises on the left is one on the right in a mirror.
 *
 * <p>What is done is a function of the state: the side is a matter of taste among the starts alone,
 * and anywhere else the one that costs less. Effort costs enough that little is done at the limits
 * of the motor, where a plan has no feedback that could be learnt.
 */
final class CartpolePlans implements Demonstrator {

  private static final int PERIODS = 80;

  /** Just enough to rise: with more time at hand, detours over the top and back are found too. */
  private static final int RISE_PERIODS = 36;

  /** The first plan starts from a guess, the others from the first. */
  private static final TrajectoryOptimiser.Effort FIRST = new TrajectoryOptimiser.Effort(500, 1e-9);

  private static final TrajectoryOptimiser.Effort OTHERS = new TrajectoryOptimiser.Effort(20, 1e-4);

  /** Within these of upright and at rest, the balance's own feedback is as good as any plan. */
  private static final double[] NEAR = {1, 1, 0.3, 1.5};

  /** Beyond these from its plan an attempt gets a new one. */
  private static final double[] FAR = {0.1, 0.3, 0.15, 0.7};

  private final Robot robot;
  private final double periodS;
  private final LeastSquares cost;
  private final Plan swing;
  private final Plan balance;

  /** What is to be small: tilt, way, speed, effort, and nearness to an end of the rail. */
  static final class Cost implements LeastSquares {

    /** Roots of weights: of 1 - cos θ, position, velocity, rate, force; all per second. */
    private static final double[] RUNNING = {3, 3, 0.5, 0.3, 0.3};

    private static final double[] END = {20, 5, 5, 5};

    /** So far from an end it begins to cost, steeply. */
    private static final double ROOM_M = 0.8;

    private static final double STEEPNESS = 20;

    private final double rail;

    Cost(double rail) {
      this.rail = rail;
    }

    @Override
    public int runningCount() {
      return RUNNING.length + 1;
    }

    @Override
    public void running(double[] x, double[] u, double[] r) {
      fill(x, RUNNING, r);
      r[4] = RUNNING[4] * u[0];
      r[5] = STEEPNESS * Math.max(0, Math.abs(x[0]) - rail + ROOM_M);
    }

    @Override
    public int endCount() {
      return END.length;
    }

    @Override
    public void end(double[] x, double[] r) {
      fill(x, END, r);
    }

    // ½ (2 sin θ/2)² = 1 - cos θ
    private static void fill(double[] x, double[] weights, double[] r) {
      r[0] = weights[0] * 2 * Math.sin(x[2] / 2);
      r[1] = weights[1] * x[0];
      r[2] = weights[2] * x[1];
      r[3] = weights[3] * x[3];
    }
  }

  CartpolePlans(Robot robot, double periodS, LeastSquares cost) throws TaskRefusal {
    this.robot = robot;
    this.periodS = periodS;
    this.cost = cost;
    TrajectoryOptimiser optimiser = new TrajectoryOptimiser(robot, periodS, cost, FIRST);
    balance = optimiser.optimise(new double[4], PERIODS, (k, x, u) -> u[0] = 0);
    double[] hanging = {0, 0, Math.PI, 0};
    swing = rise(optimiser, hanging, CartpolePlans::guess);
    double[] end = new double[4];
    for (int i = 0; i < end.length; i++) {
      end[i] = swing.state(PERIODS, i);
    }
    if (!isNear(end)) {
      throw new TaskRefusal("the pole cannot be swung up with these settings; raise the force");
    }
  }

  /** First the way up alone, then the same with a balance that has time to come to rest. */
  private Plan rise(
      TrajectoryOptimiser optimiser, double[] start, TrajectoryOptimiser.Guess guess) {
    Plan up = optimiser.optimise(start, RISE_PERIODS, guess);
    return optimiser.optimise(
        start,
        PERIODS,
        (k, x, u) -> {
          if (k < RISE_PERIODS) {
            up.control(k, x, u);
          } else {
            balance.control(0, x, u);
          }
        });
  }

  /** Goes on with a plan from where an attempt got to. */
  private Plan along(TrajectoryOptimiser optimiser, Plan plan, int period, double[] state) {
    double[] start = new double[state.length];
    plan.unwrap(period, state, start);
    return rise(optimiser, start, (k, x, u) -> plan.control(period + k, x, u));
  }

  /**
   * The best of joining the first plan where it comes nearest, and of catching the pole at once.
   */
  private Plan from(TrajectoryOptimiser optimiser, double[] state) {
    Plan joined = along(optimiser, swing, nearest(state), state);
    Plan caught = rise(optimiser, state, (k, x, u) -> balance.control(0, x, u));
    return joined.cost() <= caught.cost() ? joined : caught;
  }

  private int nearest(double[] state) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < swing.periods(); k++) {
      double distance = 0;
      for (int i = 0; i < state.length; i++) {
        double difference = swing.difference(k, state, i) / FAR[i];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    return nearest;
  }

  /** A push to either side, which a pole answers by swinging. */
  private static void guess(int period, double[] x, double[] u) {
    u[0] = period < 6 ? 5 : period < 12 ? -5 : 0;
  }

  private static boolean isNear(double[] y) {
    for (int i = 0; i < NEAR.length; i++) {
      double away = i == 2 ? Math.IEEEremainder(y[i], 2 * Math.PI) : y[i];
      // Written so that NaN is not near.
      if (!(Math.abs(away) <= NEAR[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Pilot begin(double[] x, RandomGenerator random) {
    return new Attempt(random.nextBoolean() ? 1 : -1);
  }

  /** One attempt; its plan is of the mirror where the pole is to rise on the left. */
  private final class Attempt implements Pilot {

    private final double taste;
    private final double[] y = new double[4];
    private final TrajectoryOptimiser optimiser =
        new TrajectoryOptimiser(robot, periodS, cost, OTHERS);
    private @Nullable Plan plan;
    private double side;
    private int period;

    /**
     * An attempt.
     *
     * @param taste the side that is taken where both are as good: 1 the right, -1 the left
     */
    Attempt(double taste) {
      this.taste = taste;
      side = taste;
    }

    @Override
    public void control(double[] x, double[] u) {
      if (isNear(x)) {
        balance.control(0, x, u);
        plan = null;
        return;
      }
      reflect(x);
      Plan followed = plan;
      if (followed == null || isFar(followed)) {
        followed = CartpoleSwingUp.isStart(x) ? fromStart(x) : fromElsewhere(x);
        plan = followed;
        period = 0;
      }
      followed.control(period, y, u);
      period++;
      u[0] *= side;
    }

    private Plan fromStart(double[] x) {
      side = taste;
      reflect(x);
      return along(optimiser, swing, 0, y);
    }

    /** On the side where less is left to do. */
    private Plan fromElsewhere(double[] x) {
      side = -1;
      reflect(x);
      Plan left = from(optimiser, y);
      side = 1;
      reflect(x);
      Plan right = from(optimiser, y);
      if (right.cost() <= left.cost()) {
        return right;
      }
      side = -1;
      reflect(x);
      return left;
    }

    private void reflect(double[] x) {
      for (int i = 0; i < y.length; i++) {
        y[i] = side * x[i];
      }
    }

    private boolean isFar(Plan followed) {
      for (int i = 0; i < y.length; i++) {
        // Written so that NaN is far.
        if (!(Math.abs(followed.difference(period, y, i)) <= FAR[i])) {
          return true;
        }
      }
      return false;
    }
  }
}
