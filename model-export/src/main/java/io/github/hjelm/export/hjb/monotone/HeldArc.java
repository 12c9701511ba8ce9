package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.StateRate;
import java.util.function.ToDoubleFunction;

/**
 * The path of a robot under a held control, in steps in which the fastest state crosses one cell
 * (theory 02.30). Not thread-safe.
 */
final class HeldArc {

  /** Halvings of a step until the instant of arrival is known to rounding. */
  private static final int HALVINGS = 45;

  private final StateRate stateRate;
  private final int n;
  private final double[] cellsPerUnit;
  private final double[] d;
  private final double[] x;
  private final double[] rate;
  private final double[] middleRate;
  private final double[] between;
  private double[] u = {};
  private double[] next;
  private double stepS;

  HeldArc(Grid grid, Robot robot) {
    stateRate = new StateRate(robot);
    n = grid.dimensions();
    cellsPerUnit = new double[n];
    for (int i = 0; i < n; i++) {
      cellsPerUnit[i] = 1 / grid.axis(i).spacing();
    }
    d = new double[robot.disturbances().size()];
    for (int k = 0; k < d.length; k++) {
      d[k] = robot.disturbances().get(k).lower();
    }
    x = new double[n];
    next = new double[n];
    rate = new double[n];
    middleRate = new double[n];
    between = new double[n];
  }

  void begin(double[] start, double[] control) {
    System.arraycopy(start, 0, next, 0, n);
    u = control;
  }

  /** Where the arc is after the last step. */
  double[] position() {
    return next;
  }

  // k₁ = ẋ(x), k₂ = ẋ(x + ½Δt k₁), x ← x + Δt k₂, Δt = minᵢ Δᵢ/|k₁ᵢ|               (theory 02.30)
  /** Goes one step on and answers how long it took, in s; infinite at rest. */
  double advance() {
    System.arraycopy(next, 0, x, 0, n);
    stateRate.evaluate(x, u, d, rate);
    double cellsPerS = 0;
    for (int i = 0; i < n; i++) {
      cellsPerS = Math.max(cellsPerS, Math.abs(rate[i]) * cellsPerUnit[i]);
    }
    stepS = 1 / cellsPerS;
    if (cellsPerS == 0) {
      return stepS;
    }
    for (int i = 0; i < n; i++) {
      between[i] = x[i] + stepS / 2 * rate[i];
    }
    stateRate.evaluate(between, u, d, middleRate);
    write(1, next);
    return stepS;
  }

  /** Writes where the arc is at a share of the last step: a parabola through its ends. */
  private void write(double share, double[] out) {
    for (int i = 0; i < n; i++) {
      double bend = share * (middleRate[i] - rate[i]);
      out[i] = x[i] + share * stepS * (rate[i] + bend);
    }
  }

  /** When, in s after the beginning of the last step, a target entered in that step was reached. */
  double arrivalS(ToDoubleFunction<double[]> target) {
    double before = 0;
    double after = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double share = (before + after) / 2;
      write(share, between);
      if (target.applyAsDouble(between) <= 0) {
        after = share;
      } else {
        before = share;
      }
    }
    return after * stepS;
  }
}
