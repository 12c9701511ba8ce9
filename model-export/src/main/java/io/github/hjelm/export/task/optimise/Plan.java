package io.github.hjelm.export.task.optimise;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * A trajectory of least cost with the feedback that keeps a robot near it: u = ū + K(x - x̄),
 * inside the box. Angles along it are not wrapped. Never changes.
 */
public final class Plan {

  private final List<Quantity> states;
  private final List<Quantity> controls;
  private final double[][] x;
  private final double[][] u;
  private final double[][] gains;
  private final double cost;
  private final int iterations;

  /** Takes the arrays over. */
  Plan(Robot robot, double[][] x, double[][] u, double[][] gains, double cost, int iterations) {
    states = robot.states();
    controls = robot.controls();
    this.x = x;
    this.u = u;
    this.gains = gains;
    this.cost = cost;
    this.iterations = iterations;
  }

  /** How many controls it has; its states are one more. */
  public int periods() {
    return u.length;
  }

  /** What it costs, by the optimiser's own model. */
  public double cost() {
    return cost;
  }

  /** How often it was improved. */
  public int iterations() {
    return iterations;
  }

  public double state(int period, int i) {
    return x[period][i];
  }

  public double control(int period, int j) {
    return u[period][j];
  }

  /** ∂uⱼ/∂xᵢ. */
  public double gain(int period, int j, int i) {
    return gains[period][j * states.size() + i];
  }

  /**
   * Writes the control for a state near the plan's.
   *
   * @param period periods beyond the last go on like the last
   */
  public void control(int period, double[] state, double[] control) {
    int k = Math.min(period, u.length - 1);
    int n = states.size();
    for (int j = 0; j < controls.size(); j++) {
      double sum = u[k][j];
      for (int i = 0; i < n; i++) {
        sum += gains[k][j * n + i] * difference(k, state, i);
      }
      control[j] = controls.get(j).clamp(sum);
    }
  }

  /** Writes the state with its angles within half a turn of the plan's. */
  public void unwrap(int period, double[] state, double[] unwrapped) {
    int k = Math.min(period, x.length - 1);
    for (int i = 0; i < states.size(); i++) {
      unwrapped[i] = x[k][i] + difference(k, state, i);
    }
  }

  /** How far a state is from the plan's along one axis; for an angle, the short way round. */
  public double difference(int period, double[] state, int i) {
    Quantity q = states.get(i);
    double difference = state[i] - x[Math.min(period, x.length - 1)][i];
    return q.periodic() ? Math.IEEEremainder(difference, q.upper() - q.lower()) : difference;
  }
}
