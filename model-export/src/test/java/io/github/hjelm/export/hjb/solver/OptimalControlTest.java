package io.github.hjelm.export.hjb.solver;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.export.hjb.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Running costs, discount, costs of controls and boxes that depend on the state. */
final class OptimalControlTest {

  private static final double HORIZON_S = 0.8;

  private static GridProblem regulator(Game game, double lower, double upper) {
    double sign = -game.controlSign();
    return Solved.problem(
        Solved.line(-1, 1, 81),
        PlainRobot.pushed(lower, upper),
        game,
        Tube.NONE,
        x -> 0,
        Terms.none()
            .withRunningCost(x -> sign * 0.5 * x[0] * x[0])
            .withControlWeights(List.of(1.0)));
  }

  /** Riccati: P' = 1 - P², so P = tanh s. */
  private static double riccati(double x) {
    return 0.5 * Math.tanh(HORIZON_S) * x * x;
  }

  @Test
  void theRegulatorMeetsItsRiccatiEquation() throws Exception {
    for (double upper : new double[] {1, 2.5}) {
      Solved.of(regulator(Game.REACH, -1, upper), HORIZON_S)
          .assertMatches(x -> riccati(x[0]), 1e-4, x -> Math.abs(x[0]) < 0.8);
      Solved.of(regulator(Game.AVOID, -1, upper), HORIZON_S)
          .assertMatches(x -> -riccati(x[0]), 1e-4, x -> Math.abs(x[0]) < 0.8);
    }
  }

  @Test
  void localLocalDissipationHoldsForControlsThatCost() throws Exception {
    SolverSettings settings = Solved.settings(HORIZON_S).withDissipation(Dissipation.LOCAL_LOCAL);
    Solved.of(regulator(Game.REACH, -1, 1), settings)
        .assertMatches(x -> riccati(x[0]), 1e-4, x -> Math.abs(x[0]) < 0.8);
  }

  @Test
  void aBoundedControlPaysItsBound() throws Exception {
    // |u| ≤ 0.1 binds where |V'| > 0.1: without running cost, V' = 1 stays, and u = -0.1 costs
    // 0.005.
    GridProblem problem =
        Solved.problem(
            Solved.line(-1, 1, 41),
            PlainRobot.pushed(-0.1, 0.1),
            Game.REACH,
            Tube.NONE,
            x -> x[0],
            Terms.none().withControlWeights(List.of(1.0)));
    Solved.of(problem, HORIZON_S).assertMatches(x -> x[0] + HORIZON_S * (0.005 - 0.1), 1e-9);
  }

  @Test
  void discountedCostsConverge() throws Exception {
    double rho = 0.7;
    GridProblem problem =
        Solved.problem(
            Solved.line(-1, 1, 101),
            PlainRobot.pushed(-1, 1),
            Game.REACH,
            Tube.NONE,
            x -> 0,
            Terms.none().withRunningCost(x -> Math.abs(x[0])).withDiscount(rho));
    // The way home, |x| - t for |x| s, discounted.
    Solved.of(problem, Double.POSITIVE_INFINITY)
        .assertMatches(
            x -> Math.abs(x[0]) / rho - (1 - Math.exp(-rho * Math.abs(x[0]))) / (rho * rho), 2e-4);
  }

  @Test
  void boundsOfInputsFollowTheState() throws Exception {
    GridProblem problem =
        Solved.problem(
            Solved.line(-1, 1, 81),
            PlainRobot.pushed(-9, 9),
            Game.AVOID,
            Tube.NONE,
            x -> x[0],
            Terms.none()
                .withBoxes(
                    (x, lower, upper) -> {
                      lower[0] = -9;
                      upper[0] = 1 + x[0] * x[0];
                    }));
    // ẋ = 1 + x² at best.
    Solved.of(problem, 0.3)
        .assertMatches(x -> Math.tan(0.3 + Math.atan(x[0])), 4e-4, x -> x[0] < 0.4);
  }

  @Test
  void refusesBoundsInTheWrongOrder() {
    GridProblem problem =
        regulator(Game.REACH, -1, 1)
            .with(
                Terms.none()
                    .withBoxes(
                        (x, lower, upper) -> {
                          lower[0] = 1;
                          upper[0] = x[0];
                        }));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LevelSetSolver(problem, Solved.settings(1)).solve(Progress.none()));
  }
}
