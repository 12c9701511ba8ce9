package io.github.hjelm.export.hjb.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.upwind.Boundary;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LevelSetSolverTest {

  private static final NodeFunction BUMPS =
      x -> {
        double sum = -0.2;
        for (int i = 0; i < x.length; i++) {
          sum += Math.abs(Math.sin(x[i] + i)) - 0.5 * Math.cos(2 * x[i]);
        }
        return sum;
      };

  /** Uneven counts and both kinds of axes, the last one periodic or not. */
  private static Grid grid(int dimensions, boolean lastPeriodic) {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      boolean periodic = i == dimensions - 1 ? lastPeriodic : i % 2 == 1;
      double upper = periodic ? 2 * Math.PI : 4 + 0.3 * i;
      axes.add(new GridAxis("x" + i, "m", 0, upper, 8 + i, periodic));
    }
    return new Grid(axes);
  }

  private static GridProblem problem(Grid grid, Game game, Tube tube, boolean obstacle) {
    return new GridProblem(
        grid,
        WavyRobot.random(grid.dimensions(), 7),
        game,
        tube,
        BUMPS,
        obstacle ? Optional.of(x -> 0.3 - Math.abs(x[0] - 2)) : Optional.empty());
  }

  private static void assertAgrees(GridProblem problem, SolverSettings settings) throws Exception {
    double[] fast = new LevelSetSolver(problem, settings).solve(Progress.none()).values().array();
    double[] slow = new NaiveSolver(problem, settings).solve();
    assertArrayEquals(slow, fast, 1e-9, () -> problem + " " + settings);
  }

  @Test
  void agreesWithTheNaiveSolverForEverySchemeAndDimension() throws Exception {
    for (UpwindScheme scheme : UpwindScheme.values()) {
      SolverSettings settings = SolverSettings.of(scheme, 0.15, 0);
      for (int dimensions = 1; dimensions <= 3; dimensions++) {
        for (boolean periodic : new boolean[] {false, true}) {
          assertAgrees(problem(grid(dimensions, periodic), Game.AVOID, Tube.NONE, false), settings);
        }
      }
    }
  }

  @Test
  void agreesWithTheNaiveSolverInFourDimensions() throws Exception {
    assertAgrees(
        problem(grid(4, true), Game.REACH, Tube.FREEZE, false),
        SolverSettings.of(UpwindScheme.WENO5, 0.03, 0));
  }

  @Test
  void agreesWithTheNaiveSolverForEveryDissipationTubeAndBoundary() throws Exception {
    SolverSettings settings = SolverSettings.of(UpwindScheme.ENO2, 0.15, 0);
    for (Dissipation dissipation : Dissipation.values()) {
      for (Tube tube : Tube.values()) {
        for (Game game : Game.values()) {
          assertAgrees(
              problem(grid(2, true), game, tube, game == Game.REACH),
              settings.withDissipation(dissipation));
        }
      }
    }
    assertAgrees(
        problem(grid(2, false), Game.AVOID, Tube.NONE, false),
        settings.withBoundary(Boundary.LINEAR));
  }

  @Test
  void agreesWithTheNaiveSolverInSixDimensions() throws Exception {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      axes.add(new GridAxis("x" + i, "m", 0, 3 + 0.1 * i, 3 + i % 2, i % 3 == 1));
    }
    assertAgrees(
        problem(new Grid(axes), Game.AVOID, Tube.FREEZE, false),
        SolverSettings.of(UpwindScheme.FIRST, 0.3, 0));
  }

  @Test
  void agreesWithTheNaiveSolverForEveryRungeKutta() throws Exception {
    for (RungeKutta scheme : RungeKutta.values()) {
      for (Tube tube : Tube.values()) {
        assertAgrees(
            problem(grid(2, true), Game.REACH, tube, true),
            SolverSettings.of(UpwindScheme.ENO3, 0.15, 0).withRungeKutta(scheme));
      }
    }
  }

  @Test
  void givesTheSameBitsForAnyNumberOfThreads() throws Exception {
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("a", "m", 0, 4, 41, false),
                new GridAxis("b", "m", 0, 2 * Math.PI, 21, true),
                new GridAxis("c", "m", 0, 4, 20, false)));
    GridProblem problem = problem(grid, Game.AVOID, Tube.FREEZE, false);
    SolverSettings settings = SolverSettings.of(UpwindScheme.WENO5, 0.1, 0);
    double[] one = solve(problem, settings.withThreads(1));
    for (int threads = 2; threads <= 4; threads++) {
      assertArrayEquals(one, solve(problem, settings.withThreads(threads)));
    }
  }

  private static double[] solve(GridProblem problem, SolverSettings settings) throws Exception {
    return new LevelSetSolver(problem, settings).solve(Progress.none()).values().array();
  }

  @Test
  void firstOrderStaysMonotone() throws Exception {
    Grid grid = grid(2, true);
    SolverSettings settings = SolverSettings.of(UpwindScheme.FIRST, 0.5, 0);
    for (Tube tube : Tube.values()) {
      GridProblem lower = problem(grid, Game.AVOID, tube, false);
      GridProblem upper =
          new GridProblem(
              grid,
              lower.robot(),
              Game.AVOID,
              tube,
              x -> BUMPS.at(x) + Math.max(0, Math.sin(3 * x[0])),
              Optional.empty());
      double[] below = solve(lower, settings.withBoundary(Boundary.LINEAR).withThreads(1));
      double[] above = solve(upper, settings.withBoundary(Boundary.LINEAR).withThreads(1));
      for (int node = 0; node < below.length; node++) {
        int at = node;
        // Extrapolation is not monotone, so its reach is left out.
        if (grid.index(node, 0) >= 3 && grid.index(node, 0) <= 4) {
          assertTrue(below[node] <= above[node] + 1e-12, () -> tube + " at " + at);
        }
      }
    }
  }

  @Test
  void stopsWhenNothingChanges() throws Exception {
    Grid grid = new Grid(List.of(new GridAxis("a", "m", -1, 1, 21, false)));
    GridProblem problem =
        new GridProblem(
            grid, WavyRobot.drifting(1), Game.AVOID, Tube.FREEZE, x -> x[0], Optional.empty());
    GridValues solved =
        new LevelSetSolver(
                problem, SolverSettings.of(UpwindScheme.WENO5, Double.POSITIVE_INFINITY, 1e-6))
            .solve(Progress.none());
    assertTrue(solved.converged());
    assertEquals(1, solved.steps());
  }

  @Test
  void refusesAGridThatIsTooCoarse() {
    Grid grid = new Grid(List.of(new GridAxis("a", "m", -1, 1, 6, true)));
    GridProblem problem =
        new GridProblem(
            grid, WavyRobot.drifting(1), Game.AVOID, Tube.NONE, x -> x[0], Optional.empty());
    SolveRefusal refusal =
        assertThrows(
            SolveRefusal.class,
            () ->
                new LevelSetSolver(problem, SolverSettings.of(UpwindScheme.WENO5, 1, 0))
                    .solve(Progress.none()));
    assertEquals("axis a has 6 nodes, but scheme weno5 needs at least 7", refusal.getMessage());
  }

  @Test
  void refusesValuesThatAreNotNumbers() {
    Grid grid = new Grid(List.of(new GridAxis("a", "m", -1, 1, 9, true)));
    GridProblem problem =
        new GridProblem(
            grid, WavyRobot.drifting(1), Game.AVOID, Tube.NONE, x -> Double.NaN, Optional.empty());
    assertThrows(
        SolveRefusal.class,
        () ->
            new LevelSetSolver(problem, SolverSettings.of(UpwindScheme.WENO5, 1, 0))
                .solve(Progress.none()));
  }

  @Test
  void saysHowMuchMemoryAGridNeedsAndWhatFits() {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      axes.add(new GridAxis("x" + i, "m", 0, 1, 40, false));
    }
    double available = 1L << 30;
    SolveRefusal refusal =
        assertThrows(SolveRefusal.class, () -> MemoryNeed.check(axes, 2, available));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("a grid of 40x40x40x40x40x40 nodes needs "),
        refusal::getMessage);
    int[] fits = MemoryNeed.largest(new int[] {40, 40, 40, 40, 40, 40}, 2, available);
    assertTrue(MemoryNeed.bytes(fits, 2) <= available);
    for (int axis = 0; axis < fits.length; axis++) {
      fits[axis]++;
    }
    assertTrue(MemoryNeed.bytes(fits, 2) > available);
  }

  @Test
  void stopsWhenInterrupted() {
    Grid grid = new Grid(List.of(new GridAxis("a", "m", -1, 1, 9, true)));
    GridProblem problem =
        new GridProblem(
            grid, WavyRobot.drifting(1), Game.AVOID, Tube.NONE, x -> x[0], Optional.empty());
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () ->
            new LevelSetSolver(problem, SolverSettings.of(UpwindScheme.FIRST, 1, 0))
                .solve(Progress.none()));
  }
}
