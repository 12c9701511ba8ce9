package io.github.hjelm.export.task;

import io.github.hjelm.controller.reach.TableOutcome;
import io.github.hjelm.controller.reach.TablePoint;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.random.RandomGenerator;

/**
 * One control, chosen each period by looking one period ahead into a cost-to-go. While both
 * directions cost about the same, chance has chosen one of them.
 */
final class GreedyTorque implements Demonstrator {

  private static final int TORQUES = 41;

  /** Directions whose costs differ by this share are a matter of taste. */
  private static final double TIE_SHARE = 0.01;

  private final Task task;
  private final ValueTable table;
  private final double discount;

  GreedyTorque(Task task, Solution solution) {
    this.task = task;
    double[] values = new double[solution.grid().size()];
    for (int node = 0; node < values.length; node++) {
      values[node] = solution.values().get(node);
    }
    table = ValueTable.of(solution.grid(), values);
    double rate = solution.parameters().get("rho") instanceof Double rho ? rho : 0;
    discount = Math.exp(-rate * task.chunk().periodS());
  }

  @Override
  public Pilot begin(double[] x, RandomGenerator random) {
    return new Greedy(random.nextBoolean() ? 1 : -1);
  }

  private final class Greedy implements Pilot {

    private final PeriodStep step = new PeriodStep(task);
    private final TablePoint point = table.newPoint();
    private final Quantity torque = task.robot().controls().get(0);
    private final double[] next = new double[2];
    private final int side;
    private boolean isFree = true;

    Greedy(int side) {
      this.side = side;
    }

    @Override
    public void control(double[] x, double[] u) {
      double best = 0;
      double least = Double.POSITIVE_INFINITY;
      double bestOnSide = 0;
      double leastOnSide = Double.POSITIVE_INFINITY;
      for (int k = 0; k < TORQUES; k++) {
        u[0] = torque.lower() + (torque.upper() - torque.lower()) * k / (TORQUES - 1);
        double cost = cost(x, u);
        if (cost < least) {
          least = cost;
          best = u[0];
        }
        if (u[0] * side > 0 && cost < leastOnSide) {
          leastOnSide = cost;
          bestOnSide = u[0];
        }
      }
      isFree &= leastOnSide <= (1 + TIE_SHARE) * least;
      u[0] = isFree ? bestOnSide : best;
    }

    private double cost(double[] x, double[] u) {
      System.arraycopy(x, 0, next, 0, 2);
      step.advance(next, u);
      return point.lookValue(next) == TableOutcome.INSIDE
          ? step.cost() + discount * point.value()
          : Double.POSITIVE_INFINITY;
    }
  }
}
