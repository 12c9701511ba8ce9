package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MertonConvergenceTest {

  @Test
  void valueIsThatOfTheClosedForm() throws Exception {
    assertClosedForm(Map.of(), 437.438591994532, -1);
    assertEquals(-437.438591994532, solve(Map.of()).values().get(100), 1e-4 * 437);
  }

  @Test
  void isRightForLittleRiskAversionToo() throws Exception {
    // k* = (ρ - (1-γ)M)/γ with M = .03 + .05²/(2·.5·.04) = .0925, γ = .5, ρ = .1
    double k = (0.1 - 0.5 * 0.0925) / 0.5;
    assertClosedForm(Map.of("gamma", ".5", "rho", ".1"), Math.pow(k, -0.5), 0.5);
  }

  @Test
  void sharesAreThoseOfTheClosedForm() throws Exception {
    Grid grid = new Grid(List.of(new GridAxis("log wealth", "1", -2, 2, 41, false)));
    var market = new MertonLine.Market(0.03, 0.08, 0.2, 2, 0.05, 10);
    MertonLine line = new MertonLine(grid, market);
    double[] g = new double[41];
    assertTrue(Merton.solve(line, market, g, Progress.none()).converged());
    for (int node = 0; node < 41; node++) {
      assertEquals(0.625, line.share(node), 1e-4 * 0.625);
      assertEquals(0.0478125, line.consumption(node), 1e-4 * 0.0478125);
    }
  }

  @Test
  void aLimitOnTheShareIsKept() throws Exception {
    // With π = 0 all grows at r: k = (ρ - (1-γ)r)/γ = .04, W(1) = -k^-γ
    assertEquals(-625, solve(Map.of("maxShare", "0")).values().get(100), 1e-4 * 625);
  }

  @Test
  void anInfiniteRewardIsRefused() {
    SolveRefusal refusal =
        assertThrows(SolveRefusal.class, () -> solve(Map.of("gamma", ".2", "rho", ".05")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("raise 'rho'"));
    assertThrows(SolveRefusal.class, () -> solve(Map.of("gamma", "1")));
  }

  private static void assertClosedForm(Map<String, String> settings, double a, double power)
      throws Exception {
    Solution solution = solve(settings);
    for (int node = 0; node < solution.values().size(); node++) {
      double x = Math.exp(solution.grid().axis(0).coordinate(node));
      double exact = a * Math.pow(x, power) / power;
      assertEquals(exact, solution.values().get(node), 1e-4 * Math.abs(exact));
    }
  }

  private static Solution solve(Map<String, String> settings) throws Exception {
    return new Merton().solve(Requests.with(settings), Progress.none());
  }
}
