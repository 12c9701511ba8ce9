package io.github.hjelm.export.hjb.monotone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.GridValues;
import io.github.hjelm.export.hjb.solver.NodeFunction;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SemiLagrangianTubeTest {

  private static final long SEED = 20_261_121;
  private static final int COUNT = 15;

  @Test
  void raisingANodeLowersNone() throws Exception {
    Random random = new Random(SEED);
    for (Game game : Game.values()) {
      SemiLagrangianTube tube = new SemiLagrangianTube(pushed(game, Tube.OBSTACLE, x -> 1), 1, 3);
      for (int trial = 0; trial < 30; trial++) {
        double[] v = random.doubles((long) COUNT * COUNT).toArray();
        double[] before = new double[v.length];
        tube.step(v, before);
        v[random.nextInt(v.length)] += random.nextDouble();
        double[] after = new double[v.length];
        tube.step(v, after);
        for (int node = 0; node < v.length; node++) {
          assertTrue(after[node] >= before[node], "seed " + SEED + ", trial " + trial);
        }
      }
    }
  }

  @Test
  void aStepIsTheGameOverCorners() throws Exception {
    GridProblem problem = pushed(Game.AVOID, Tube.NONE, x -> x[0] * x[0] + x[1]);
    SemiLagrangianTube tube = new SemiLagrangianTube(problem, 0.1, 100);
    assertEquals(1, tube.steps());
    double[] v = new Random(SEED).doubles((long) COUNT * COUNT).toArray();
    double[] after = new double[v.length];
    tube.step(v, after);
    // x + vh + ½ah², v + ah with a = ±1 against ±0.2
    double[] x = new double[2];
    for (int node = 0; node < v.length; node++) {
      problem.grid().coordinates(node, x);
      double best = Double.NEGATIVE_INFINITY;
      for (int u = -1; u <= 1; u += 2) {
        double worst = Double.POSITIVE_INFINITY;
        for (double d = -0.2; d <= 0.2; d += 0.4) {
          double a = u + d;
          worst = Math.min(worst, looked(v, x[0] + 0.1 * x[1] + 0.005 * a, x[1] + 0.1 * a));
        }
        best = Math.max(best, worst);
      }
      assertEquals(best, after[node], 1e-12, "node " + node);
    }
  }

  @Test
  void aPathDoesNotJumpOverWhatItMustAvoid() throws Exception {
    // A wall thinner than a step: whoever is fast has passed it between two steps.
    NodeFunction wall = x -> Math.abs(x[0] - 0.1) - 0.02;
    SemiLagrangianTube tube = new SemiLagrangianTube(pushed(Game.AVOID, Tube.FREEZE, wall), 0.4, 8);
    GridValues solved = tube.solve(0, MonotonicClock.system(), Progress.none());
    assertTrue(solved.values().get(6 * COUNT + 14) < 0.05, () -> "it jumped");
  }

  @Test
  void aReachGameIsAnAvoidGameTurnedRound() throws Exception {
    NodeFunction l = x -> Math.hypot(x[0], x[1]) - 0.4;
    GridValues reach =
        new SemiLagrangianTube(pushed(Game.REACH, Tube.NONE, l), 0.3, 1)
            .solve(0, MonotonicClock.system(), Progress.none());
    GridValues avoid =
        new SemiLagrangianTube(pushed(Game.AVOID, Tube.NONE, x -> -l.at(x)), 0.3, 1)
            .solve(0, MonotonicClock.system(), Progress.none());
    for (int node = 0; node < COUNT * COUNT; node++) {
      assertEquals(-avoid.values().get(node), reach.values().get(node), 1e-12);
    }
  }

  @Test
  void anObstacleIsNeverBelowItself() throws Exception {
    GridProblem free = pushed(Game.REACH, Tube.FREEZE, x -> Math.abs(x[0]) - 0.2);
    GridProblem blocked =
        new GridProblem(
            free.grid(),
            free.robot(),
            Game.REACH,
            Tube.FREEZE,
            free.terminal(),
            Optional.of(x -> 0.3 - x[1]));
    GridValues solved =
        new SemiLagrangianTube(blocked, 1, 2).solve(0, MonotonicClock.system(), Progress.none());
    double[] x = new double[2];
    for (int node = 0; node < COUNT * COUNT; node++) {
      blocked.grid().coordinates(node, x);
      assertTrue(solved.values().get(node) >= 0.3 - x[1]);
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    SemiLagrangianTube tube = new SemiLagrangianTube(pushed(Game.AVOID, Tube.FREEZE, x -> 1), 1, 1);
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> tube.solve(0, MonotonicClock.system(), Progress.none()));
  }

  @Test
  void boxesWithoutWidthHaveOneCorner() throws Exception {
    Robot calm = RobotCatalog.create("double-integrator", Map.of("max_disturbance", 0.0));
    assertArrayEquals(new double[][] {{-1}, {1}}, BoxCorners.of(calm.controls()));
    assertEquals(1, BoxCorners.of(calm.disturbances()).length);
    assertArrayEquals(new double[][] {{}}, BoxCorners.of(List.of()));
  }

  private static GridProblem pushed(Game game, Tube tube, NodeFunction l) throws Exception {
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("position", "m", -1, 1, COUNT, false),
                new GridAxis("velocity", "m/s", -1, 1, COUNT, false)));
    Robot robot = RobotCatalog.create("double-integrator", Map.of());
    return new GridProblem(grid, robot, game, tube, l, Optional.empty());
  }

  private static double looked(double[] v, double x, double y) {
    double p = Math.max(0, Math.min(COUNT - 1.0, (x + 1) / 2 * (COUNT - 1)));
    double q = Math.max(0, Math.min(COUNT - 1.0, (y + 1) / 2 * (COUNT - 1)));
    int i = Math.min(COUNT - 2, (int) p);
    int j = Math.min(COUNT - 2, (int) q);
    double low = (1 - q + j) * v[i * COUNT + j] + (q - j) * v[i * COUNT + j + 1];
    double high = (1 - q + j) * v[(i + 1) * COUNT + j] + (q - j) * v[(i + 1) * COUNT + j + 1];
    return (1 - p + i) * low + (p - i) * high;
  }
}
