package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import io.github.hjelm.export.hjb.monotone.HybridRates;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the controls that chains choose in closed form with the best of very many. */
class BestControlTest {

  private static final long SEED = 20_261_120;

  @Test
  void noDriftKeepsInsideBetterThanTheOneChosen() {
    Random random = new Random(SEED);
    Grid grid = new Grid(List.of(new GridAxis("x", "m", -1, 1, 21, false)));
    for (int trial = 0; trial < 200; trial++) {
      double sigma = random.nextDouble();
      double drift = random.nextDouble() - 0.5;
      ExitLine line = new ExitLine(grid, drift, 3, sigma);
      double[] v = new double[21];
      for (int node = 0; node < 21; node++) {
        v[node] = random.nextDouble();
      }
      ChainRows rows = new ChainRows(grid);
      line.choose(10, v, rows);
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i <= 3000; i++) {
        double b = drift - 3 + 6 * i / 3000.0;
        double up = HybridRates.towards(b, sigma * sigma, 0.1) * (v[11] - v[10]);
        double down = HybridRates.towards(-b, sigma * sigma, 0.1) * (v[9] - v[10]);
        best = Math.max(best, up + down);
      }
      assertEquals(best, rows.residual(10, v), 0.03, "seed " + SEED + ", trial " + trial);
    }
  }

  @Test
  void mertonsEquationHoldsWhereTheAnswerIsNotFlat() {
    Grid grid = new Grid(List.of(new GridAxis("log wealth", "1", -1, 1, 201, false)));
    var market = new MertonLine.Market(0.03, 0.08, 0.2, 2, 0.05, 10);
    MertonLine line = new MertonLine(grid, market);
    double[] g = new double[201];
    for (int node = 0; node < 201; node++) {
      g[node] = 430 + 40 * Math.sin(grid.axis(0).coordinate(node));
    }
    ChainRows rows = new ChainRows(grid);
    for (int node = 20; node < 181; node += 40) {
      double z = grid.axis(0).coordinate(node);
      line.choose(node, g, rows);
      double best = leastHamiltonian(430 + 40 * Math.sin(z), 40 * Math.cos(z), -40 * Math.sin(z));
      assertEquals(best, rows.residual(node, g), 2e-3, "node " + node);
    }
  }

  // min k^(1-γ) - (ρ - (1-γ)m + ½γ(1-γ)σ²π²) g + (m + ½σ²π²(1-2γ)) g' + ½σ²π² g″, γ = 2, in terms
  // of wealth: W = -g/x, so that xW' = (g - g')/x and x²W″ = (-2g + 3g' - g″)/x; times -x
  private static double leastHamiltonian(double g, double slope, double curvature) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 400; i++) {
      double pi = i * 0.005;
      for (int j = 1; j <= 1000; j++) {
        double k = j * 1e-4;
        double growth = 0.03 + 0.05 * pi - k;
        double reward =
            -1 / k + growth * (g - slope) + 0.5 * 0.04 * pi * pi * (-2 * g + 3 * slope - curvature);
        least = Math.min(least, -reward - 0.05 * g);
      }
    }
    return least;
  }
}
