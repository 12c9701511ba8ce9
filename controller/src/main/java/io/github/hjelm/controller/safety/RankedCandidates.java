package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;

/**
 * A cycle's candidates, brought into the control box, in the order in which the task likes them.
 */
final class RankedCandidates {

  private final CandidateRanking ranking;
  private final Quantity[] controls;
  private final int m;
  private final double[] values;
  private final double[] costs;
  private final boolean[] clipped;
  private final int[] order;
  private final double[] one;

  RankedCandidates(CandidateRanking ranking, Quantity[] controls, int room) {
    this.ranking = ranking;
    this.controls = controls.clone();
    m = controls.length;
    values = new double[room * m];
    costs = new double[room];
    clipped = new boolean[room];
    order = new int[room];
    one = new double[m];
  }

  /** Takes the candidates that are numbers and says how many they are. */
  @HotPath
  int rank(double[] x, double[] candidates, int count) {
    int usable = 0;
    for (int k = 0; k < count; k++) {
      if (take(candidates, k * m, usable)) {
        double cost = count > 1 ? ranking.cost(x, one) : 0;
        insert(Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost, usable);
        usable++;
      }
    }
    return usable;
  }

  private boolean take(double[] candidates, int from, int slot) {
    clipped[slot] = false;
    for (int j = 0; j < m; j++) {
      double wanted = candidates[from + j];
      if (!(Math.abs(wanted) < Double.POSITIVE_INFINITY)) {
        return false;
      }
      double boxed = controls[j].clamp(wanted);
      clipped[slot] |= boxed != wanted;
      values[slot * m + j] = boxed;
      one[j] = boxed;
    }
    return true;
  }

  private void insert(double cost, int slot) {
    int place = slot;
    while (place > 0 && costs[order[place - 1]] > cost) {
      order[place] = order[place - 1];
      place--;
    }
    order[place] = slot;
    costs[slot] = cost;
  }

  /** Whether the one in that place had to be brought into the box. */
  boolean clipped(int place) {
    return clipped[order[place]];
  }

  /** Writes the one in that place, the best in place 0. */
  @HotPath
  void copy(int place, double[] u) {
    System.arraycopy(values, order[place] * m, u, 0, m);
  }
}
