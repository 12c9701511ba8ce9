package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolutionTable;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.decomposition.SplitSolution;
import io.github.hjelm.export.hjb.decomposition.SplitTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointMassAvoidTest {

  private static final PointMassAvoid PROBLEM = new PointMassAvoid();
  private static final Map<String, String> ROOM = Map.of("wallX", "2", "wallY", "1.5");

  private static SplitSolution solve(Integer... counts) throws Exception {
    return PROBLEM.solveParts(Requests.with(ROOM, counts), Progress.none());
  }

  @Test
  void everyPartMeetsItsClosedForm() throws Exception {
    SplitSolution solution = solve(61, 61, 61, 61, 61, 61);
    assertTrue(solution.exact());
    double[] walls = {2, 1.5, 1};
    for (int part = 0; part < 3; part++) {
      Solution own = solution.parts().get(part).solution();
      Grid grid = own.grid();
      double[] x = new double[2];
      int missed = 0;
      double sum = 0;
      int counted = 0;
      for (int node = 0; node < grid.size(); node++) {
        grid.coordinates(node, x);
        double exact = DoubleIntegratorAvoid.exact(walls[part], 0.8, x);
        missed += exact < 0 && own.values().get(node) > 0 ? 1 : 0;
        if (Math.abs(exact) < 0.1) {
          sum += Math.abs(exact - own.values().get(node));
          counted++;
        }
      }
      assertEquals(0, missed, "part " + part);
      assertTrue(sum / counted < 5e-3, "part " + part + ": " + sum / counted);
    }
  }

  @Test
  void theWholeIsTheLeastOfItsParts() throws Exception {
    SplitSolution solution = solve(7, 9, 8, 7, 9, 10);
    Solution whole = solution.combined();
    Grid grid = whole.grid();
    assertEquals(7 * 9 * 8 * 7 * 9 * 10, grid.size());
    for (int node = 0; node < grid.size(); node++) {
      double least = Double.POSITIVE_INFINITY;
      for (int part = 0; part < 3; part++) {
        Solution own = solution.parts().get(part).solution();
        int columns = grid.axis(2 * part + 1).count();
        int at = grid.index(node, 2 * part) * columns + grid.index(node, 2 * part + 1);
        least = Math.min(least, own.values().get(at));
      }
      assertEquals(least, whole.values().get(node), "node " + node);
    }
  }

  @Test
  void itsTablesSayWhatTheyAre(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("mass");
    SplitSolution solution = solve(9, 9, 9, 9, 9, 9);
    SplitTable.write(out, solution);
    assertTrue(SplitTable.isIn(out));
    SplitSolution read = SplitTable.read(out);
    assertEquals(solution.axes(), read.axes());
    assertEquals(solution.combination(), read.combination());
    assertEquals(solution.statement(), read.statement());
    assertTrue(read.exact());
    for (int part = 0; part < 3; part++) {
      SplitSolution.Part wrote = solution.parts().get(part);
      assertEquals(wrote.name(), read.parts().get(part).name());
      assertEquals(wrote.states(), read.parts().get(part).states());
      for (int node = 0; node < 81; node++) {
        assertEquals(
            wrote.solution().values().get(node),
            read.parts().get(part).solution().values().get(node));
      }
    }
    assertThrows(TableRefusal.class, () -> SolutionTable.read(out));
    assertFalse(SplitTable.isIn(folder));
  }

  @Test
  void listsSixAxes() {
    assertThrows(
        SolveRefusal.class,
        () -> PROBLEM.solveParts(Requests.with(Map.of(), 9, 9), Progress.none()));
    assertEquals(
        List.of("wallX", "wallY", "wallZ", "acceleration", "disturbance"),
        PROBLEM.parameters().stream().map(p -> p.name()).toList());
  }
}
