package io.github.hjelm.export.task;

import io.github.hjelm.export.task.optimise.LeastSquares;
import io.github.hjelm.export.task.optimise.Plan;
import io.github.hjelm.export.task.optimise.TrajectoryOptimiser;
import io.github.hjelm.sensors.robot.Robot;
import java.util.random.RandomGenerator;

/** Swings a pole up by plans; one that rises on the left is one on the right in a mirror. */
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

  /** What a plan without a detour costs at most, over the first plan. */
  private static final double USUAL = 1.1;

  private final Robot robot;
  private final double periodS;
  private final LeastSquares cost;
  private final Plan swing;
  private final Plan balance;

  /** What is to be small: tilt, way, speed, effort, and nearness to an end of the rail. */
  static final class Cost implements LeastSquares {

    /** Roots of weights: of 1 - cos θ, position, velocity, rate, force; all per second. */
    private static final double[] RUNNING = {3, 1, 0.3, 0.3, 0.1};

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

  /** The better of two: going on, and joining the first plan where it comes nearest. */
  private Plan from(TrajectoryOptimiser optimiser, Plan plan, int period, double[] state) {
    Plan on = along(optimiser, plan, period, state);
    if (on.cost() <= USUAL * swing.cost()) {
      return on;
    }
    Plan joined = along(optimiser, swing, nearest(state), state);
    return joined.cost() < on.cost() ? joined : on;
  }

  private Plan along(TrajectoryOptimiser optimiser, Plan plan, int period, double[] state) {
    double[] start = new double[state.length];
    plan.unwrap(period, state, start);
    return rise(optimiser, start, (k, x, u) -> plan.control(period + k, x, u));
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
    boolean isMirrored = random.nextBoolean();
    return new Attempt(isMirrored ? -1 : 1, x);
  }

  /** One attempt, seen in the mirror where the pole is to rise on the left. */
  private final class Attempt implements Pilot {

    private final double side;
    private final double[] y = new double[4];
    private final TrajectoryOptimiser optimiser =
        new TrajectoryOptimiser(robot, periodS, cost, OTHERS);
    private Plan plan;
    private int period;

    Attempt(double side, double[] x) {
      this.side = side;
      reflect(x);
      plan = from(optimiser, swing, 0, y);
    }

    private void reflect(double[] x) {
      for (int i = 0; i < y.length; i++) {
        y[i] = side * x[i];
      }
    }

    @Override
    public void control(double[] x, double[] u) {
      reflect(x);
      if (isNear(y)) {
        balance.control(0, y, u);
      } else {
        if (isFar()) {
          plan = from(optimiser, plan, period, y);
          period = 0;
        }
        plan.control(period, y, u);
      }
      period++;
      u[0] *= side;
    }

    private boolean isFar() {
      for (int i = 0; i < y.length; i++) {
        if (Math.abs(plan.difference(period, y, i)) > FAR[i]) {
          return true;
        }
      }
      return false;
    }
  }
}
