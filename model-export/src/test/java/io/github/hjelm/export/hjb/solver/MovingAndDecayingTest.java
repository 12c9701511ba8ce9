package io.github.hjelm.export.hjb.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Control barrier-value functions, and targets and obstacles that move, against closed forms. */
final class MovingAndDecayingTest {

  private static final double HORIZON_S = 1;

  private static GridProblem drifting(Tube tube, double decay) {
    return Solved.problem(
        Solved.line(-2, 2, 161),
        PlainRobot.drifting(1, x -> -1),
        Game.AVOID,
        tube,
        x -> x[0],
        Terms.none().withDecay(decay));
  }

  /** min over s ≤ 1 of e^{γs} (x - s): the exponential rises, then falls, so an end is least. */
  private static double decayed(double decay, double x) {
    return Math.min(x, Math.exp(decay * HORIZON_S) * (x - HORIZON_S));
  }

  @Test
  void decayWeighsTheFuture() throws Exception {
    for (Tube tube : new Tube[] {Tube.FREEZE, Tube.OBSTACLE}) {
      for (double decay : new double[] {0, 0.5, 1.5}) {
        Solved.of(drifting(tube, decay), HORIZON_S).assertMatches(x -> decayed(decay, x[0]), 0.006);
      }
    }
  }

  @Test
  void decayKeepsTheUnsafeSet() throws Exception {
    Solved plain = Solved.of(drifting(Tube.FREEZE, 0), HORIZON_S);
    Solved decaying = Solved.of(drifting(Tube.FREEZE, 2), HORIZON_S);
    for (int node = 0; node < 161; node++) {
      // One node lies on the boundary itself.
      if (node != 120) {
        assertEquals(Math.signum(plain.at(node)), Math.signum(decaying.at(node)), "at " + node);
      }
    }
  }

  @Test
  void aRobotRunsFromWhatMovesFaster() throws Exception {
    GridProblem problem =
        Solved.problem(
            Solved.line(-2, 2, 201),
            PlainRobot.pushed(-0.5, 0.5),
            Game.AVOID,
            Tube.OBSTACLE,
            x -> Double.NaN,
            Terms.none().withMovingTarget((t, x) -> Math.abs(x[0] - t) - 0.2));
    // Behind, x < 0, it only moves away; ahead it gains half of what the robot runs.
    Solved.of(problem, HORIZON_S)
        .assertMatches(x -> (x[0] < 0 ? -x[0] : Math.max(0, x[0] - 0.5)) - 0.2, 0.03);
  }

  @Test
  void whatMovesMayRestFirst() throws Exception {
    GridProblem problem =
        Solved.problem(
            Solved.line(-2, 2, 81),
            PlainRobot.drifting(1, x -> 1e-3),
            Game.AVOID,
            Tube.OBSTACLE,
            x -> Double.NaN,
            Terms.none().withMovingTarget((t, x) -> t < 0.5 ? -1 : 1));
    Solved.of(problem, Solved.settings(1).withCfl(0.001)).assertMatches(x -> -1, 1e-12);
  }

  @Test
  void aMovingObstacleBlocksWhereItHasBeen() throws Exception {
    Grid grid = Solved.line(-2, 2, 161);
    GridProblem problem =
        new GridProblem(
            grid,
            PlainRobot.drifting(1, x -> 1e-9),
            Game.REACH,
            Tube.NONE,
            x -> -1,
            Optional.empty(),
            Terms.none()
                .withMovingObstacle((t, x) -> 0.5 - Math.abs(x[0] - t))
                .withRunningCost(x -> 1e-12));
    SolverSettings settings = Solved.settings(HORIZON_S).withCfl(1e-9 / 0.025 * 0.01);
    Solved.of(problem, settings)
        .assertMatches(
            x -> Math.max(-1, 0.5 - Math.max(0, Math.max(-x[0], x[0] - HORIZON_S))), 0.01);
  }

  @Test
  void refusesToFreezeWhatMoves() {
    Terms moving = Terms.none().withMovingTarget((t, x) -> t);
    assertThrows(IllegalArgumentException.class, () -> drifting(Tube.FREEZE, 0).with(moving));
  }

  @Test
  void refusesADecayWithoutEnd() {
    LevelSetSolver solver =
        new LevelSetSolver(drifting(Tube.FREEZE, 1), Solved.settings(Double.POSITIVE_INFINITY));
    assertThrows(SolveRefusal.class, () -> solver.solve(Progress.none()));
  }
}
