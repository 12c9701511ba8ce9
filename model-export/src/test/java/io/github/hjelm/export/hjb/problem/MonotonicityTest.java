package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.monotone.Chain;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import io.github.hjelm.sensors.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raises one node and sees no other node's equation fall, controls chosen anew (theory 02.3). */
class MonotonicityTest {

  private static final long SEED = 20_261_120;
  private static final double ROUNDING = 1e-9;

  private final Random random = new Random(SEED);

  @Test
  void theExitChainIsMonotone() {
    for (double sigma : new double[] {0, 0.1, 2}) {
      assertMonotone(new ExitLine(grid(1, 15), 0.3, 1, sigma), 0, 1);
    }
  }

  @Test
  void theLinearQuadraticLineIsMonotone() {
    for (double sigma : new double[] {0, 0.3, 2}) {
      Quadratic shift = new Quadratic(1);
      shift.addPartOf(grid(1, 15), parabola(15));
      var problem = LinearQuadratic.scalar(0.7, -1.3, 1, 0.2, sigma, 0.1);
      assertMonotone(new LqrLine(grid(1, 15), problem, shift), -1, 1);
      assertMonotone(new LqrLine(grid(1, 15), problem, new Quadratic(1)), -1, 1);
    }
  }

  @Test
  void theLinearQuadraticLatticeIsMonotone() {
    var chain = new LqrLattice(grid(2, 7), LinearQuadratic.plane(), new Quadratic(2));
    assertMonotone(chain, -1, 1);
  }

  @Test
  void correlatedNoiseIsMonotone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lqr.yaml");
    Files.writeString(
        file,
        "A: [[0,1],[0,0]]\nB: [[0],[1]]\nQ: [[1,0],[0,1]]\nR: [[1]]\nSigma: [[1, 0], [-0.5, 1]]\nrho: 1\n");
    var problem = LinearQuadratic.of(YamlDocument.read(file));
    assertMonotone(new LqrLattice(grid(2, 7), problem, new Quadratic(2)), -1, 1);
  }

  @Test
  void mertonsChainIsMonotone() {
    var market = new MertonLine.Market(0.03, 0.08, 0.2, 2, 0.05, 10);
    // Around the solution: far from it the closed-form controls are no candidates.
    assertMonotone(new MertonLine(grid(1, 15), market), 400, 401);
  }

  @Test
  void theLineAndTheLatticeSolveTheSameEquationWhereTheDriftWins() {
    // Without noise both are plain upwind, so a line may check a lattice.
    var problem = LinearQuadratic.scalar(0, 1, 1, 0.1, 0, 0.1);
    Grid grid = grid(1, 15);
    double[] v = parabola(15);
    ChainRows line = new ChainRows(grid);
    ChainRows lattice = new ChainRows(grid);
    Chain first = new LqrLine(grid, problem, new Quadratic(1));
    Chain second = new LqrLattice(grid, problem, new Quadratic(1));
    for (int node = 0; node < 15; node++) {
      first.choose(node, v, line);
      second.choose(node, v, lattice);
      assertEquals(line.residual(node, v), lattice.residual(node, v), 1e-12, "node " + node);
    }
  }

  private void assertMonotone(Chain chain, double lowest, double highest) {
    int size = chain.grid().size();
    for (int trial = 0; trial < 40; trial++) {
      double[] v = new double[size];
      for (int node = 0; node < size; node++) {
        v[node] = lowest + (highest - lowest) * random.nextDouble();
      }
      double[] before = residuals(chain, v);
      int raised = random.nextInt(size);
      v[raised] += (highest - lowest) * random.nextDouble();
      double[] after = residuals(chain, v);
      for (int node = 0; node < size; node++) {
        if (node != raised) {
          double fall = before[node] - after[node];
          double limit = ROUNDING * (1 + Math.abs(before[node]));
          String where =
              "seed " + SEED + ", trial " + trial + ", node " + node + " fell by " + fall;
          assertTrue(fall <= limit, where);
        }
      }
    }
  }

  private static double[] residuals(Chain chain, double[] v) {
    ChainRows rows = new ChainRows(chain.grid(), chain.diagonals());
    double[] residuals = new double[v.length];
    for (int node = 0; node < v.length; node++) {
      chain.choose(node, v, rows);
      residuals[node] = rows.residual(node, v);
    }
    return residuals;
  }

  private static Grid grid(int dimensions, int count) {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      axes.add(new GridAxis("x" + i, "1", -1, 1, count, false));
    }
    return new Grid(axes);
  }

  private static double[] parabola(int count) {
    double[] v = new double[count];
    for (int node = 0; node < count; node++) {
      double x = 2.0 * node / (count - 1) - 1;
      v[node] = 0.4 * x * x;
    }
    return v;
  }
}
