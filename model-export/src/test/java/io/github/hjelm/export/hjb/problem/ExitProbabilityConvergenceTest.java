package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExitProbabilityConvergenceTest {

  private static final double TOLERANCE = 1e-3;

  @Test
  void agreesWithTheSeriesAtEveryNode() throws Exception {
    for (double sigma : new double[] {1, 0.5}) {
      Solution solution = solve(101, Map.of("sigma", Double.toString(sigma)));
      assertTrue(worst(solution, sigma) < TOLERANCE, () -> "off by " + worst(solution, sigma));
    }
  }

  @Test
  void hasTheReferenceValues() throws Exception {
    assertEquals(0.370777429800, at(0, solve(101, Map.of("sigma", "1"))), TOLERANCE);
    assertEquals(0.908999476154, at(0, solve(101, Map.of("sigma", ".5"))), TOLERANCE);
    assertEquals(0.679990269380, at(.5, solve(101, Map.of("sigma", ".5"))), TOLERANCE);
    Solution controlled = solve(101, Map.of("sigma", ".5", "maxControl", "1"));
    assertEquals(0.9989298, at(0, controlled), TOLERANCE);
    assertEquals(0.9830222, at(.5, controlled), TOLERANCE);
  }

  @Test
  void theStandardGridIsFarWithinTheTolerance() throws Exception {
    assertEquals(0.908999476154, at(0, solve(201, Map.of())), 2e-5);
    assertEquals(0.679990269380, at(.5, solve(201, Map.of())), 2e-5);
    Solution controlled = solve(201, Map.of("maxControl", "1"));
    assertEquals(0.9989298, at(0, controlled), 5e-5);
    assertEquals(0.9830222, at(.5, controlled), 5e-5);
  }

  @Test
  void controlHelpsAndPushesToTheMiddle() throws Exception {
    Solution free = solve(101, Map.of());
    Solution controlled = solve(101, Map.of("maxControl", "1"));
    for (int node = 1; node < 100; node++) {
      assertTrue(controlled.values().get(node) > free.values().get(node));
    }
    // u* = -sign x: held there as a drift, it cannot do better than the best.
    ExitLine best = new ExitLine(controlled.grid(), 0, 1, 0.5);
    ChainRows rows = new ChainRows(controlled.grid());
    double[] p = new double[101];
    for (int node = 0; node < 101; node++) {
      p[node] = controlled.values().get(node);
    }
    for (int node = 1; node < 100; node++) {
      best.choose(node, p, rows);
      double x = controlled.grid().axis(0).coordinate(node);
      double held = rate(p, node, -Math.signum(x));
      assertEquals(held, rows.residual(node, p), 1e-9, "node " + node);
    }
  }

  /** bP' + ½σ²P″ by central differences, σ = 0.5. */
  private static double rate(double[] p, int node, double b) {
    double spacing = 0.02;
    double slope = (p[node + 1] - p[node - 1]) / (2 * spacing);
    double bend = (p[node + 1] - 2 * p[node] + p[node - 1]) / (spacing * spacing);
    return b * slope + 0.25 * bend / 2;
  }

  @Test
  void everyRefinementBringsItNearer() throws Exception {
    double before = Double.POSITIVE_INFINITY;
    for (int count : new int[] {11, 21, 41, 81, 161}) {
      double error = worst(solve(count, Map.of("sigma", "1")), 1);
      assertTrue(error < before / 3.5, count + " nodes: " + error + " after " + before);
      before = error;
    }
  }

  @Test
  void refinementOfTheControlledOneIsMonotoneToo() throws Exception {
    double before = Double.POSITIVE_INFINITY;
    for (int count : new int[] {21, 41, 81, 161}) {
      Solution solution = solve(count, Map.of("sigma", ".5", "maxControl", "1"));
      double error = Math.abs(at(.5, solution) - 0.9830222);
      assertTrue(error < before / 3, count + " nodes: " + error + " after " + before);
      before = error;
    }
  }

  @Test
  void isAProbabilityHoweverCoarseAndFast() throws Exception {
    for (String sigma : List.of("0", "0.01", "3")) {
      for (String drift : List.of("0", "-7")) {
        Solution solution = solve(21, Map.of("sigma", sigma, "drift", drift, "maxControl", "5"));
        for (int node = 0; node < solution.values().size(); node++) {
          double p = solution.values().get(node);
          assertTrue(p >= 0 && p <= 1, () -> "probability " + p);
        }
      }
    }
  }

  @Test
  void withoutNoiseTheControlHoldsItsPlace() throws Exception {
    assertEquals(1, at(.8, solve(21, Map.of("sigma", "0", "maxControl", "1"))), 1e-12);
  }

  private static Solution solve(int count, Map<String, String> settings) throws Exception {
    return new ExitProbability().solve(Requests.with(settings, count), Progress.none());
  }

  private static double at(double x, Solution solution) {
    var axis = solution.grid().axis(0);
    double place = (x - axis.lower()) / axis.spacing();
    int node = (int) Math.floor(place + 1e-9);
    double share = place - node;
    double here = solution.values().get(node);
    return share < 1e-9 ? here : here + share * (solution.values().get(node + 1) - here);
  }

  private static double worst(Solution solution, double sigma) {
    double worst = 0;
    double[] x = new double[1];
    for (int node = 0; node < solution.grid().size(); node++) {
      solution.grid().coordinates(node, x);
      worst = Math.max(worst, Math.abs(series(x[0], sigma) - solution.values().get(node)));
    }
    return worst;
  }

  // Σₖ 4/(π(2k+1)) sin((2k+1)π(x+1)/2) exp(-((2k+1)πσ)²T/8), T = 1                 (theory 02.20)
  private static double series(double x, double sigma) {
    double sum = 0;
    for (int k = 0; k < 60; k++) {
      double odd = (2 * k + 1) * Math.PI;
      double decay = Math.exp(-odd * odd * sigma * sigma / 8);
      sum += 4 / odd * Math.sin(odd * (x + 1) / 2) * decay;
    }
    return sum;
  }
}
