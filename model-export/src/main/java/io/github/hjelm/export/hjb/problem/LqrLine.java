package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.monotone.Chain;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import io.github.hjelm.export.hjb.monotone.HybridRates;

/**
 * The linear-quadratic problem on a line, for what is left of the cost-to-go after ½sx² has been
 * taken off (theory 02.13). The minimum over the control is exact, central differences and upwind
 * side by side (theory 02.14).
 */
final class LqrLine implements Chain {

  private final Grid grid;
  private final double spacing;
  private final double alpha;
  private final double beta;
  private final double stateCost;
  private final double s;
  private final double a;
  private final double rho;
  private final double limit;

  LqrLine(Grid grid, LinearQuadratic problem, Quadratic shift) {
    this.grid = grid;
    spacing = grid.axis(0).spacing();
    double beta2 = 0;
    for (int j = 0; j < problem.controls(); j++) {
      beta2 += problem.b(0, j) * problem.b(0, j);
    }
    // Only the direction of Bᵀ in the space of controls moves a single state.
    beta = Math.sqrt(beta2);
    alpha = problem.a(0, 0);
    s = shift.entry(0, 0);
    a = problem.diffusion(0, 0);
    rho = problem.discount();
    stateCost = problem.q(0, 0) + 2 * alpha * s - rho * s;
    limit = HybridRates.centralLimit(a, spacing);
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public void choose(int node, double[] v, ChainRows rows) {
    double x = grid.axis(0).coordinate(node);
    int last = v.length - 1;
    // Jumps across the rim are left out, which reflects the chain there.
    double forward = node < last ? (v[node + 1] - v[node]) / spacing : 0;
    double backward = node > 0 ? (v[node] - v[node - 1]) / spacing : 0;
    double infinite = Double.POSITIVE_INFINITY;

    // w* = -β(sx + p) within the drifts b = αx + βw for which the slope p is the one in use
    double best = control(x, (forward + backward) / 2, -limit, limit);
    double lowest = hamiltonian(x, best, forward, backward);
    double upwind = control(x, forward, limit, infinite);
    double value = hamiltonian(x, upwind, forward, backward);
    if (value < lowest) {
      best = upwind;
      lowest = value;
    }
    upwind = control(x, backward, -infinite, -limit);
    if (hamiltonian(x, upwind, forward, backward) < lowest) {
      best = upwind;
    }
    write(node, last, x, best, rows);
  }

  private double control(double x, double slope, double lowestDrift, double highestDrift) {
    if (beta == 0) {
      return 0;
    }
    double w = -beta * (s * x + slope);
    return Math.max(
        (lowestDrift - alpha * x) / beta, Math.min((highestDrift - alpha * x) / beta, w));
  }

  // κ(x, w) = ½(q + 2αs - ρs) x² + ½w² + wβsx + ½as                                (theory 02.13)
  private double cost(double x, double w) {
    return stateCost * x * x / 2 + w * w / 2 + w * beta * s * x + a * s / 2;
  }

  private double hamiltonian(double x, double w, double forward, double backward) {
    double b = alpha * x + beta * w;
    double up = HybridRates.towards(b, a, spacing);
    double down = HybridRates.towards(-b, a, spacing);
    return cost(x, w) + spacing * (up * forward - down * backward);
  }

  private void write(int node, int last, double x, double w, ChainRows rows) {
    double b = alpha * x + beta * w;
    double up = node < last ? HybridRates.towards(b, a, spacing) : 0;
    double down = node > 0 ? HybridRates.towards(-b, a, spacing) : 0;
    rows.rates(node, 0, up, down);
    rows.terms(node, rho, cost(x, w));
  }
}
