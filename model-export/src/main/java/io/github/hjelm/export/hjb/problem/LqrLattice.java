package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.monotone.Chain;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import java.util.ArrayList;
import java.util.List;

/**
 * The linear-quadratic problem in any dimension, for what is left of the cost-to-go after ½xᵀSx has
 * been taken off (theory 02.13). Drift and each control are taken upwind by themselves, which makes
 * the minimum over all controls exact (theory 02.16).
 */
final class LqrLattice implements Chain {

  /** What differences of equal rates may leave. */
  private static final double ROUNDING = 1e-12;

  private final Grid grid;
  private final LinearQuadratic problem;
  private final Quadratic shift;
  private final int n;
  private final int m;
  private final double[] spacing;
  private final double[] stateCost;
  private final double noiseCost;
  private final double[] x;
  private final double[] shiftSlope;
  private final double[] forward;
  private final double[] backward;
  private final double[] up;
  private final double[] down;
  private final double[] axisRate;
  private final List<Diagonal> diagonals;

  /** A pair of axes along which the noise is correlated, and the rate of jumps along both. */
  private record Diagonal(int first, int second, int stride, double rate, boolean rising) {}

  LqrLattice(Grid grid, LinearQuadratic problem, Quadratic shift) {
    this.grid = grid;
    this.problem = problem;
    this.shift = shift;
    n = problem.states();
    m = problem.controls();
    spacing = new double[n];
    stateCost = new double[n * n];
    double noise = 0;
    for (int i = 0; i < n; i++) {
      spacing[i] = grid.axis(i).spacing();
      for (int j = 0; j < n; j++) {
        stateCost[i * n + j] = shiftedCost(i, j);
        noise += problem.diffusion(i, j) * shift.entry(i, j) / 2;
      }
    }
    noiseCost = noise;
    x = new double[n];
    shiftSlope = new double[n];
    forward = new double[n];
    backward = new double[n];
    up = new double[n];
    down = new double[n];
    diagonals = diagonals(grid, problem);
    axisRate = new double[n];
    for (int i = 0; i < n; i++) {
      axisRate[i] = axisRate(grid, problem, i);
    }
  }

  // λᵢ = ½ (aᵢᵢ/Δᵢ² - Σ_j≠i |aᵢⱼ|/(ΔᵢΔⱼ))                                           (theory 02.32)
  /**
   * How often noise alone makes the chain jump either way along an axis; negative: not monotone.
   */
  static double axisRate(Grid grid, LinearQuadratic problem, int i) {
    double rate = 0;
    for (int j = 0; j < grid.dimensions(); j++) {
      double a = problem.diffusion(i, j);
      double area = grid.axis(i).spacing() * grid.axis(j).spacing();
      rate += (i == j ? a : -Math.abs(a)) / (2 * area);
    }
    // What cancels on paper may leave rounding.
    double own = problem.diffusion(i, i) / (grid.axis(i).spacing() * grid.axis(i).spacing());
    return Math.abs(rate) <= ROUNDING * own ? 0 : rate;
  }

  // λᵢⱼ = |aᵢⱼ|/(2ΔᵢΔⱼ) along the diagonal on which xᵢxⱼ has the sign of aᵢⱼ         (theory 02.32)
  private static List<Diagonal> diagonals(Grid grid, LinearQuadratic problem) {
    List<Diagonal> diagonals = new ArrayList<>();
    for (int i = 0; i < grid.dimensions(); i++) {
      for (int j = i + 1; j < grid.dimensions(); j++) {
        double a = problem.diffusion(i, j);
        if (a != 0) {
          double area = grid.axis(i).spacing() * grid.axis(j).spacing();
          int stride = grid.stride(i) + (a > 0 ? grid.stride(j) : -grid.stride(j));
          diagonals.add(new Diagonal(i, j, stride, Math.abs(a) / (2 * area), a > 0));
        }
      }
    }
    return diagonals;
  }

  @Override
  public int[] diagonals() {
    return diagonals.stream().mapToInt(Diagonal::stride).toArray();
  }

  // Q + AᵀS + SA - ρS
  private double shiftedCost(int i, int j) {
    double sum = problem.q(i, j) - problem.discount() * shift.entry(i, j);
    for (int k = 0; k < n; k++) {
      sum += problem.a(k, i) * shift.entry(k, j) + shift.entry(i, k) * problem.a(k, j);
    }
    return sum;
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public void choose(int node, double[] v, ChainRows rows) {
    grid.coordinates(node, x);
    double cost = noiseCost;
    for (int i = 0; i < n; i++) {
      int stride = grid.stride(i);
      int index = grid.index(node, i);
      boolean hasNext = index < grid.axis(i).count() - 1;
      // Jumps across the rim are left out, which reflects the chain there.
      forward[i] = hasNext ? (v[node + stride] - v[node]) / spacing[i] : 0;
      backward[i] = index > 0 ? (v[node] - v[node - stride]) / spacing[i] : 0;
      up[i] = axisRate[i];
      down[i] = axisRate[i];
      double drift = 0;
      double slope = 0;
      double form = 0;
      for (int j = 0; j < n; j++) {
        drift += problem.a(i, j) * x[j];
        slope += shift.entry(i, j) * x[j];
        form += stateCost[i * n + j] * x[j];
      }
      shiftSlope[i] = slope;
      cost += x[i] * form / 2;
      push(i, drift);
    }
    for (int j = 0; j < m; j++) {
      cost += control(j);
    }
    for (int i = 0; i < n; i++) {
      int index = grid.index(node, i);
      rows.rates(node, i, index < grid.axis(i).count() - 1 ? up[i] : 0, index > 0 ? down[i] : 0);
    }
    jumpAlongDiagonals(node, rows);
    rows.terms(node, problem.discount(), cost);
  }

  private void jumpAlongDiagonals(int node, ChainRows rows) {
    for (int k = 0; k < diagonals.size(); k++) {
      Diagonal diagonal = diagonals.get(k);
      int first = grid.index(node, diagonal.first);
      int second = grid.index(node, diagonal.second);
      int lastFirst = grid.axis(diagonal.first).count() - 1;
      int lastSecond = grid.axis(diagonal.second).count() - 1;
      boolean secondHasNext = second < lastSecond;
      boolean secondHasPrevious = second > 0;
      boolean hasNext = first < lastFirst && (diagonal.rising ? secondHasNext : secondHasPrevious);
      boolean hasPrevious = first > 0 && (diagonal.rising ? secondHasPrevious : secondHasNext);
      rows.rates(node, n + k, hasNext ? diagonal.rate : 0, hasPrevious ? diagonal.rate : 0);
    }
  }

  private void push(int axis, double speed) {
    if (speed > 0) {
      up[axis] += speed / spacing[axis];
    } else {
      down[axis] -= speed / spacing[axis];
    }
  }

  // min over w of ½w² + w (BᵀSx + p±), p± the upwind slope along ±B                 (theory 02.16)
  private double control(int j) {
    double known = 0;
    double ahead = 0;
    double behind = 0;
    for (int i = 0; i < n; i++) {
      double b = problem.b(i, j);
      known += b * shiftSlope[i];
      ahead += b * (b > 0 ? forward[i] : backward[i]);
      behind += b * (b > 0 ? backward[i] : forward[i]);
    }
    double positive = Math.max(0, -(known + ahead));
    double negative = Math.min(0, -(known + behind));
    double w = positive > -negative ? positive : negative;
    for (int i = 0; i < n; i++) {
      push(i, problem.b(i, j) * w);
    }
    return w * w / 2 + w * known;
  }
}
