package io.github.hjelm.export.hjb.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** ½ Tr(σσᵀ ∇²V) against closed forms. */
final class SecondOrderConvergenceTest {

  private static final double HORIZON_S = 0.5;

  /** σ with rows (σ₀, 0) and (σ₁ρ, σ₁√(1-ρ²)). */
  private static Diffusion correlated(double first, double second, double correlation) {
    return (x, sigma) -> {
      sigma[0] = first;
      sigma[1] = 0;
      sigma[2] = second * correlation;
      sigma[3] = second * Math.sqrt(1 - correlation * correlation);
    };
  }

  private static Solved heat(int dimensions, int count, Diffusion diffusion) throws Exception {
    return Solved.of(
        Solved.problem(
            Solved.circles(dimensions, count),
            PlainRobot.drifting(dimensions, x -> 0),
            Game.AVOID,
            Tube.NONE,
            SecondOrderConvergenceTest::wave,
            Terms.none().withDiffusion(diffusion)),
        HORIZON_S);
  }

  private static double wave(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += each;
    }
    return Math.cos(sum);
  }

  /** e^{-½ kᵀak s} cos(k·x) with k = (1, 1, …). */
  private static double error(int dimensions, int count, Diffusion diffusion, double kak)
      throws Exception {
    double fade = Math.exp(-0.5 * kak * HORIZON_S);
    return heat(dimensions, count, diffusion).error(x -> fade * wave(x), x -> true);
  }

  private static void assertSecondOrder(int dimensions, Diffusion diffusion, double kak)
      throws Exception {
    int count = dimensions == 3 ? 10 : 16;
    double coarse = error(dimensions, count, diffusion, kak);
    double fine = error(dimensions, 2 * count, diffusion, kak);
    assertEquals(2, Math.log(coarse / fine) / Math.log(2), 0.15);
    assertTrue(fine < 1e-2, () -> "off by " + fine);
  }

  @Test
  void heatSpreadsWithSecondOrder() throws Exception {
    assertSecondOrder(1, Diffusion.diagonal(1), 1);
    assertSecondOrder(2, Diffusion.diagonal(1, 0.5), 1.25);
    assertSecondOrder(3, Diffusion.diagonal(1, 0, 0.5), 1.25);
  }

  @Test
  void correlatedNoiseSpreadsAlongBothDiagonals() throws Exception {
    assertSecondOrder(2, correlated(1, 1, 0.6), 2 + 1.2);
    assertSecondOrder(2, correlated(1, 1, -0.6), 2 - 1.2);
  }

  @Test
  void correlatedNoiseOfTheFirstAxesSpreadsToo() throws Exception {
    for (double correlation : new double[] {0.5, -0.5}) {
      Diffusion flat = correlated(1, 1, correlation);
      Diffusion diffusion =
          (x, sigma) -> {
            double[] corner = new double[4];
            flat.at(x, corner);
            sigma[0] = corner[0];
            sigma[3] = corner[2];
            sigma[4] = corner[3];
          };
      assertSecondOrder(3, diffusion, 2 + 2 * correlation);
    }
  }

  @Test
  void noiseMayDependOnTheState() throws Exception {
    // With running cost ½ a(x) cos x the wave stands still.
    GridProblem problem =
        Solved.problem(
            Solved.circles(1, 64),
            PlainRobot.drifting(1, x -> 0),
            Game.AVOID,
            Tube.NONE,
            SecondOrderConvergenceTest::wave,
            Terms.none()
                .withDiffusion((x, sigma) -> sigma[0] = Math.sqrt(1 + 0.5 * Math.sin(x[0])))
                .withRunningCost(x -> 0.5 * (1 + 0.5 * Math.sin(x[0])) * Math.cos(x[0])));
    Solved.of(problem, HORIZON_S).assertMatches(SecondOrderConvergenceTest::wave, 5e-4);
  }

  @Test
  void anOrnsteinUhlenbeckProcessForgets() throws Exception {
    double pull = 1.2;
    double sigma = 0.4;
    GridProblem problem =
        Solved.problem(
            Solved.line(-2, 2, 201),
            PlainRobot.drifting(1, x -> -pull * x),
            Game.AVOID,
            Tube.NONE,
            x -> Math.cos(2 * x[0]),
            Terms.none().withDiffusion(Diffusion.diagonal(sigma)));
    double shrink = Math.exp(-pull * HORIZON_S);
    double variance = sigma * sigma * (1 - shrink * shrink) / (2 * pull);
    Solved.of(problem, HORIZON_S)
        .assertMatches(
            x -> Math.exp(-2 * variance) * Math.cos(2 * x[0] * shrink),
            2e-4,
            x -> Math.abs(x[0]) < 1.5);
  }

  @Test
  void theProbabilityOfLeavingMeetsItsSeries() throws Exception {
    Grid grid = Solved.line(-1, 1, 101);
    GridProblem problem =
        new GridProblem(
            grid,
            PlainRobot.drifting(1, x -> 0),
            Game.AVOID,
            Tube.NONE,
            x -> 0,
            Optional.of(x -> Math.abs(x[0]) > 1 - 1e-9 ? 1 : 0),
            Terms.none().withDiffusion(Diffusion.diagonal(1)));
    Solved.of(problem, HORIZON_S)
        .assertMatches(x -> leaving(x[0]), 1e-3, x -> Math.abs(x[0]) < 0.99);
  }

  /** 1 - Σ over odd k of 4/(πk) sin(kπ/2) cos(kπx/2) exp(-k²π²s/8). */
  private static double leaving(double x) {
    double staying = 0;
    for (int k = 1; k < 40; k += 2) {
      double rate = k * k * Math.PI * Math.PI / 8;
      double weight = 4 / (Math.PI * k) * Math.sin(0.5 * k * Math.PI);
      staying += weight * Math.cos(0.5 * k * Math.PI * x) * Math.exp(-rate * HORIZON_S);
    }
    return 1 - staying;
  }

  @Test
  void firstOrderStaysBetweenItsBounds() throws Exception {
    GridProblem problem =
        Solved.problem(
            Solved.circles(2, 24),
            PlainRobot.drifting(2, Math::sin),
            Game.AVOID,
            Tube.NONE,
            x -> wave(x) > 0 ? 1 : 0,
            Terms.none().withDiffusion(correlated(1, 1, -0.9)));
    SolverSettings settings =
        SolverSettings.of(UpwindScheme.FIRST, HORIZON_S, 0).withCfl(1).withThreads(1);
    Solved solved = Solved.of(problem, settings);
    for (int node = 0; node < 24 * 24; node++) {
      assertTrue(solved.at(node) >= -1e-12 && solved.at(node) <= 1 + 1e-12, "node " + node);
    }
  }

  @Test
  void refusesNoiseThatNoMonotoneDifferenceHolds() {
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("x", "m", 0, 1, 11, true), new GridAxis("y", "m", 0, 10, 11, true)));
    GridProblem problem =
        Solved.problem(
            grid,
            PlainRobot.drifting(2, x -> 0),
            Game.AVOID,
            Tube.NONE,
            x -> 0,
            Terms.none().withDiffusion(correlated(1, 1, 0.6)));
    SolveRefusal refusal =
        assertThrows(
            SolveRefusal.class,
            () -> new LevelSetSolver(problem, Solved.settings(1)).solve(Progress.none()));
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.contains("axis y") && sentence.contains("a factor of 6"), sentence);
  }
}
