package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cycle's candidates, brought into the control box, in the order in which the task likes them.
 */
final class RankedCandidates {

  /** Where what is no candidate stood among them. */
  static final int NONE = -1;

  private final CandidateRanking ranking;
  private final Quantity[] proposed;
  private final int[] moved;
  private final int m;
  private final double[] values;
  private final double[] costs;
  private final boolean[] clipped;
  private final int[] order;
  private final int[] offered;
  private final double[] one;

  /**
   * Candidates over some controls, of which others are asked for only some.
   *
   * @param proposed the box of what the policy proposes
   * @param moved which of these {@link #copy} writes
   */
  RankedCandidates(CandidateRanking ranking, List<Quantity> proposed, int[] moved, int room) {
    this.ranking = ranking;
    this.proposed = proposed.toArray(Quantity[]::new);
    this.moved = moved.clone();
    m = proposed.size();
    values = new double[room * m];
    costs = new double[room];
    clipped = new boolean[room];
    order = new int[room];
    offered = new int[room];
    one = new double[m];
  }

  /** Candidates of which others are asked for all. */
  static RankedCandidates whole(CandidateRanking ranking, List<Quantity> controls, int room) {
    int[] all = IntStream.range(0, controls.size()).toArray();
    return new RankedCandidates(ranking, controls, all, room);
  }

  /** Takes the candidates that are numbers and says how many they are. */
  @HotPath
  int rank(double[] x, double[] candidates, int count) {
    int usable = 0;
    for (int k = 0; k < count; k++) {
      if (take(candidates, k * m, usable)) {
        double cost = count > 1 ? ranking.cost(x, one) : 0;
        offered[usable] = k;
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
      double boxed = proposed[j].clamp(wanted);
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

  /** Where the one in that place stood among those that were offered. */
  int offered(int place) {
    return offered[order[place]];
  }

  /** Writes of the one in that place what was asked for, the best in place 0. */
  @HotPath
  void copy(int place, double[] u) {
    int from = order[place] * m;
    for (int j = 0; j < moved.length; j++) {
      u[j] = values[from + moved[j]];
    }
  }

  /** Writes all of the one in that place. */
  @HotPath
  void copyWhole(int place, double[] u) {
    System.arraycopy(values, order[place] * m, u, 0, m);
  }
}
