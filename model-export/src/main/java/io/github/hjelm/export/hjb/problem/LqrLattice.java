package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.monotone.Chain;
import io.github.hjelm.export.hjb.monotone.ChainRows;

/**
 * The linear-quadratic problem in any dimension, for what is left of the cost-to-go after ½xᵀSx has
 * been taken off (theory 02.13). Drift and each control are taken upwind by themselves, which makes
 * the minimum over all controls exact (theory 02.16).
 */
final class LqrLattice implements Chain {

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
      noise += problem.diffusion(i) * shift.entry(i, i) / 2;
      for (int j = 0; j < n; j++) {
        stateCost[i * n + j] = shiftedCost(i, j);
      }
    }
    noiseCost = noise;
    x = new double[n];
    shiftSlope = new double[n];
    forward = new double[n];
    backward = new double[n];
    up = new double[n];
    down = new double[n];
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
      double diffusion = problem.diffusion(i) / (2 * spacing[i] * spacing[i]);
      up[i] = diffusion;
      down[i] = diffusion;
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
    rows.terms(node, problem.discount(), cost);
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
