package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.monotone.Chain;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import io.github.hjelm.export.hjb.monotone.HybridRates;

/**
 * dX = (b₀ + u) dt + σ dW, |u| ≤ ū, on a line with absorbing ends; the control maximises the
 * probability of not having been absorbed (theory 02.18).
 */
final class ExitLine implements Chain {

  private final Grid grid;
  private final double spacing;
  private final double a;
  private final double slowest;
  private final double fastest;
  private final double limit;

  ExitLine(Grid grid, double drift, double maxControl, double sigma) {
    this.grid = grid;
    spacing = grid.axis(0).spacing();
    a = sigma * sigma;
    slowest = drift - maxControl;
    fastest = drift + maxControl;
    limit = HybridRates.centralLimit(a, spacing);
  }

  @Override
  public Grid grid() {
    return grid;
  }

  /** The fastest that the chain leaves any node, in 1/s. */
  double fastestRate() {
    double speed = Math.max(Math.abs(slowest), Math.abs(fastest));
    return Math.max(a / spacing, speed) / spacing;
  }

  @Override
  public void choose(int node, double[] v, ChainRows rows) {
    if (node == 0 || node == v.length - 1) {
      rows.rates(node, 0, 0, 0);
      return;
    }
    double forward = v[node + 1] - v[node];
    double backward = v[node - 1] - v[node];
    double best = slowest;
    double bestGain = gain(slowest, forward, backward);
    // Lᵇv is piecewise linear in b with kinks at ±a/Δ, so one of these four is the maximum.
    for (int candidate = 0; candidate < 3; candidate++) {
      double b = candidate == 0 ? fastest : inside(candidate == 1 ? limit : -limit);
      double gain = gain(b, forward, backward);
      if (gain > bestGain) {
        best = b;
        bestGain = gain;
      }
    }
    rows.rates(
        node, 0, HybridRates.towards(best, a, spacing), HybridRates.towards(-best, a, spacing));
  }

  private double inside(double b) {
    return Math.max(slowest, Math.min(fastest, b));
  }

  private double gain(double b, double forward, double backward) {
    return HybridRates.towards(b, a, spacing) * forward
        + HybridRates.towards(-b, a, spacing) * backward;
  }
}
