package io.github.hjelm.export.task.optimise;

import io.github.hjelm.sensors.robot.Robot;
import java.util.function.DoubleConsumer;

/**
 * Finds a trajectory of locally least cost under controls that are held for a period and stay in
 * their box: differential dynamic programming with first derivatives of the motion and a box
 * (theory 05). The cost never rises from one iteration to the next. Not thread-safe.
 */
public final class TrajectoryOptimiser {

  /** A share of what the model promises that has to come true. */
  private static final double ARMIJO = 1e-4;

  private static final int MOST_HALVINGS = 10;

  /** Below it, damping is as good as none. */
  private static final double LEAST_DAMPING = 1e-6;

  private static final double MOST_DAMPING = 1e10;
  private static final double DAMPING_FACTOR = 4;

  /**
   * When to stop.
   *
   * @param mostIterations at most so many
   * @param tolerance where an iteration is worth less than this share of the cost
   */
  public record Effort(int mostIterations, double tolerance) {}

  private final Robot robot;
  private final Effort effort;
  private final double periodS;
  private final HeldPeriod period;
  private final SquareModel model;
  private final BackwardPass backward;
  private final int n;
  private final int m;

  /**
   * An optimiser.
   *
   * @param cost what is to be small; only ever called from the thread that optimises
   */
  public TrajectoryOptimiser(Robot robot, double periodS, LeastSquares cost, Effort effort) {
    this.robot = robot;
    this.periodS = periodS;
    this.effort = effort;
    n = robot.states().size();
    m = robot.controls().size();
    period = new HeldPeriod(robot, periodS);
    model = new SquareModel(cost, n, m);
    backward = new BackwardPass(robot, periodS, model);
  }

  /** Says what to do in each period: a first guess. */
  @FunctionalInterface
  public interface Guess {

    /** Writes a control, which is then moved into the box. */
    void control(int period, double[] x, double[] u);
  }

  /** Improves a guess from a state, whose angles are taken as they are. */
  public Plan optimise(double[] start, int count, Guess guess) {
    return optimise(start, count, guess, cost -> {});
  }

  /** The same, and tells the cost after every iteration, the first guess's before all. */
  public Plan optimise(double[] start, int count, Guess guess, DoubleConsumer costs) {
    Candidate first = new Candidate(count);
    System.arraycopy(start, 0, first.x[0], 0, n);
    for (int k = 0; k < count; k++) {
      guess.control(k, first.x[k], first.u[k]);
      for (int j = 0; j < m; j++) {
        first.u[k][j] = robot.controls().get(j).clamp(first.u[k][j]);
      }
      period.step(first.x[k], first.u[k], first.x[k + 1]);
    }
    first.cost = cost(first);
    return improve(first, costs);
  }

  private final class Candidate {
    private final double[][] x;
    private final double[][] u;
    private double cost;

    private Candidate(int count) {
      x = new double[count + 1][n];
      u = new double[count][m];
    }
  }

  private Plan improve(Candidate best, DoubleConsumer costs) {
    int count = best.u.length;
    double[][] corrections = new double[count][m];
    double[][] gains = new double[count][m * n];
    Candidate current = best;
    Candidate trial = new Candidate(count);
    double damping = 0;
    int iterations = 0;
    costs.accept(current.cost);
    while (iterations < effort.mostIterations()) {
      boolean isModelled = backward.run(current.x, current.u, damping, corrections, gains);
      double fall = isModelled ? fall(current, corrections, gains, trial) : 0;
      if (fall > 0) {
        Candidate spare = current;
        current = trial;
        trial = spare;
        iterations++;
        costs.accept(current.cost);
        damping = damping / DAMPING_FACTOR < LEAST_DAMPING ? 0 : damping / DAMPING_FACTOR;
        if (fall < effort.tolerance() * current.cost) {
          break;
        }
      } else if (isModelled && -backward.expected(1) <= effort.tolerance() * current.cost) {
        break;
      } else {
        damping = Math.max(LEAST_DAMPING, damping * DAMPING_FACTOR);
        if (damping > MOST_DAMPING) {
          break;
        }
      }
    }
    // The feedback of the trajectory itself, with the least damping that has a minimum.
    double least = 0;
    while (!backward.run(current.x, current.u, least, corrections, gains) && least < MOST_DAMPING) {
      least = Math.max(LEAST_DAMPING, least * DAMPING_FACTOR);
    }
    return new Plan(robot, current.x, current.u, gains, current.cost, iterations);
  }

  /** Tries ever smaller shares of the corrections; by how much the cost fell, or 0. */
  private double fall(Candidate from, double[][] corrections, double[][] gains, Candidate trial) {
    double share = 1;
    for (int halving = 0; halving <= MOST_HALVINGS; halving++) {
      roll(from, corrections, gains, share, trial);
      double fall = from.cost - trial.cost;
      double promised = -backward.expected(share);
      // Written so that NaN fails.
      if (promised > 0 && fall >= ARMIJO * promised) {
        return fall;
      }
      share /= 2;
    }
    return 0;
  }

  // u = ū + αk + K(x - x̄), inside the box (theory 05.10)
  private void roll(
      Candidate from, double[][] corrections, double[][] gains, double share, Candidate to) {
    System.arraycopy(from.x[0], 0, to.x[0], 0, n);
    for (int k = 0; k < from.u.length; k++) {
      for (int j = 0; j < m; j++) {
        double sum = from.u[k][j] + share * corrections[k][j];
        for (int i = 0; i < n; i++) {
          sum += gains[k][j * n + i] * (to.x[k][i] - from.x[k][i]);
        }
        to.u[k][j] = robot.controls().get(j).clamp(sum);
      }
      period.step(to.x[k], to.u[k], to.x[k + 1]);
    }
    to.cost = cost(to);
  }

  private double cost(Candidate candidate) {
    double sum = model.end(candidate.x[candidate.u.length]);
    for (int k = 0; k < candidate.u.length; k++) {
      sum += model.period(candidate.x[k], candidate.u[k], periodS);
    }
    return sum;
  }
}
