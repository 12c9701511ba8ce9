package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.monotone.Chain;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import io.github.hjelm.export.hjb.monotone.HybridRates;
import java.util.Arrays;

/**
 * Merton's problem in log wealth z for g in W = g x^(1-γ)/(1-γ), with the risky share π and the
 * consumption rate k (theory 02.21). g is minimised for γ > 1 and maximised for γ < 1.
 */
final class MertonLine implements Chain {

  private final Grid grid;
  private final Market market;
  private final double spacing;
  private final double power;
  private final double[] shares;
  private final double[] consumptions;

  /** What the market and the investor are like. */
  record Market(
      double riskFree, double mu, double sigma, double gamma, double rho, double maxShare) {}

  MertonLine(Grid grid, Market market) {
    this.grid = grid;
    this.market = market;
    spacing = grid.axis(0).spacing();
    power = 1 - market.gamma();
    shares = new double[grid.size()];
    consumptions = new double[grid.size()];
    Arrays.fill(consumptions, safeConsumption());
  }

  /** A consumption rate that, with nothing at risk, leaves a positive discount. */
  private double safeConsumption() {
    double half = market.rho() / (2 * Math.abs(power));
    return market.gamma() > 1 ? market.riskFree() + half : market.riskFree() + market.rho();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  double share(int node) {
    return shares[node];
  }

  double consumption(int node) {
    return consumptions[node];
  }

  @Override
  public void choose(int node, double[] v, ChainRows rows) {
    int last = v.length - 1;
    // Jumps across the rim are left out, which reflects the chain there.
    double forward = node < last ? (v[node + 1] - v[node]) / spacing : 0;
    double backward = node > 0 ? (v[node] - v[node - 1]) / spacing : 0;
    double curvature = (forward - backward) / spacing;
    double[] slopes = {(forward + backward) / 2, forward, backward};
    double best = hamiltonian(shares[node], consumptions[node], v[node], forward, backward);
    for (double slope : slopes) {
      double k = consumption(v[node], slope);
      double pi = share(v[node], slope, curvature);
      double value = hamiltonian(pi, k, v[node], forward, backward);
      boolean better = market.gamma() > 1 ? value < best : value > best;
      if (better && discount(pi, k) > 0) {
        best = value;
        shares[node] = pi;
        consumptions[node] = k;
      }
    }
    double pi = shares[node];
    double k = consumptions[node];
    double a = diffusion(pi);
    double b = drift(pi, k);
    double up = node < last ? HybridRates.towards(b, a, spacing) : 0;
    double down = node > 0 ? HybridRates.towards(-b, a, spacing) : 0;
    rows.rates(node, 0, up, down);
    rows.terms(node, discount(pi, k), Math.pow(k, power));
  }

  // k = (g + g'/(1-γ))^(-1/γ)                                                      (theory 02.23)
  private double consumption(double g, double slope) {
    return Math.pow(g + slope / power, -1 / market.gamma());
  }

  // π = -(μ - r)((1-γ)g + g') / (σ²(-γ(1-γ)g + (1-2γ)g' + g″))                     (theory 02.23)
  private double share(double g, double slope, double curvature) {
    double excess = (market.mu() - market.riskFree()) * (power * g + slope);
    double risk = -market.gamma() * power * g + (1 - 2 * market.gamma()) * slope + curvature;
    double pi = -excess / (diffusion(1) * risk);
    return Math.max(-market.maxShare(), Math.min(market.maxShare(), pi));
  }

  private double diffusion(double pi) {
    return market.sigma() * market.sigma() * pi * pi;
  }

  private double growth(double pi, double k) {
    return market.riskFree() + pi * (market.mu() - market.riskFree()) - k;
  }

  // b = m + ½σ²π²(1-2γ), m = r + π(μ - r) - k                                      (theory 02.22)
  private double drift(double pi, double k) {
    return growth(pi, k) + diffusion(pi) * (0.5 - market.gamma());
  }

  // ρ - (1-γ)m + ½γ(1-γ)σ²π²                                                       (theory 02.22)
  private double discount(double pi, double k) {
    return market.rho() - power * growth(pi, k) + market.gamma() * power * diffusion(pi) / 2;
  }

  private double hamiltonian(double pi, double k, double g, double forward, double backward) {
    double a = diffusion(pi);
    double b = drift(pi, k);
    double up = HybridRates.towards(b, a, spacing);
    double down = HybridRates.towards(-b, a, spacing);
    return Math.pow(k, power) - discount(pi, k) * g + spacing * (up * forward - down * backward);
  }
}
