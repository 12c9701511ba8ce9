package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;

/**
 * The chain under one choice of control per node: jump rates to the neighbours along each axis and
 * along diagonals where the chain has them, discount rate and cost rate. No rate is ever negative,
 * which is what makes the scheme monotone (theory 02.3).
 */
public final class ChainRows {

  private final int directions;
  private final int[] strides;
  private final double[][] up;
  private final double[][] down;
  private final double[] discount;
  private final double[] cost;

  public ChainRows(Grid grid) {
    this(grid, new int[0]);
  }

  /**
   * Rows with jumps along diagonals.
   *
   * @param diagonals how far node numbers are apart along each; they count as directions after the
   *     axes
   */
  public ChainRows(Grid grid, int[] diagonals) {
    int axes = grid.dimensions();
    directions = axes + diagonals.length;
    strides = new int[directions];
    System.arraycopy(diagonals, 0, strides, axes, diagonals.length);
    for (int axis = 0; axis < axes; axis++) {
      if (grid.axis(axis).periodic()) {
        throw new IllegalArgumentException("a chain has no periodic axes");
      }
      strides[axis] = grid.stride(axis);
    }
    up = new double[directions][grid.size()];
    down = new double[directions][grid.size()];
    discount = new double[grid.size()];
    cost = new double[grid.size()];
  }

  /** Writes the jump rates along a direction in 1/s; zero where there is no neighbour. */
  public void rates(int node, int direction, double upRate, double downRate) {
    assert upRate >= 0 && downRate >= 0 : "not monotone: " + upRate + ", " + downRate;
    up[direction][node] = upRate;
    down[direction][node] = downRate;
  }

  /** Writes the discount rate in 1/s and the cost rate. */
  public void terms(int node, double discountRate, double costRate) {
    assert discountRate >= 0 : "not monotone: " + discountRate;
    discount[node] = discountRate;
    cost[node] = costRate;
  }

  double up(int node, int axis) {
    return up[axis][node];
  }

  double down(int node, int axis) {
    return down[axis][node];
  }

  double discount(int node) {
    return discount[node];
  }

  double cost(int node) {
    return cost[node];
  }

  // Lᵃv = Σᵢ λᵢ⁺ (vᵢ⁺ - v) + λᵢ⁻ (vᵢ⁻ - v)                                     (theory 02.2)
  /** What is left of the equation at a node: cost - discount·v + Lᵃv. */
  public double residual(int node, double[] v) {
    double here = v[node];
    double sum = cost[node] - discount[node] * here;
    for (int axis = 0; axis < directions; axis++) {
      double upRate = up[axis][node];
      double downRate = down[axis][node];
      if (upRate > 0) {
        sum += upRate * (v[node + strides[axis]] - here);
      }
      if (downRate > 0) {
        sum += downRate * (v[node - strides[axis]] - here);
      }
    }
    return sum;
  }

  /** The value at a node that solves its own equation, given the neighbours. */
  double balanced(int node, double[] v) {
    double sum = cost[node];
    double rate = discount[node];
    for (int axis = 0; axis < directions; axis++) {
      double upRate = up[axis][node];
      double downRate = down[axis][node];
      if (upRate > 0) {
        sum += upRate * v[node + strides[axis]];
      }
      if (downRate > 0) {
        sum += downRate * v[node - strides[axis]];
      }
      rate += upRate + downRate;
    }
    return sum / rate;
  }

  /** How fast the chain leaves a node, killing included. */
  double totalRate(int node) {
    double rate = discount[node];
    for (int axis = 0; axis < directions; axis++) {
      rate += up[axis][node] + down[axis][node];
    }
    return rate;
  }
}
