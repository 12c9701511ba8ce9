package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.monotone.ChainRows;
import io.github.hjelm.sensors.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LqrConvergenceTest {

  // ρP = q + 2αP - (β²/r) P², c = σ²P/(2ρ), K = βP/r with the standard numbers
  private static final double P = 0.2659750769140807;
  private static final double C = 0.1196887846113363;
  private static final double K = 2.6597507691408064;

  @Test
  void valueAndGainAreThoseOfTheClosedForm() throws Exception {
    Solution solution = solve(Map.of());
    double[] x = new double[1];
    for (int node = 0; node < solution.grid().size(); node++) {
      solution.grid().coordinates(node, x);
      double exact = P * x[0] * x[0] / 2 + C;
      assertEquals(exact, solution.values().get(node), 1e-6 * exact);
    }
    assertGain(solution, 1e-6, 1, 400);
  }

  @Test
  void withoutShiftTheChainAloneIsAsGoodWithinTheRim() throws Exception {
    // The rim reflects: what lies against the drift within its layer is not compared.
    Solution solution = solve(Map.of("shifts", "0"));
    double[] x = new double[1];
    for (int node = 20; node <= 380; node++) {
      solution.grid().coordinates(node, x);
      double exact = P * x[0] * x[0] / 2 + C;
      assertEquals(exact, solution.values().get(node), 1e-4 * exact);
    }
    assertGain(solution, 1e-4, 20, 380);
  }

  @Test
  void withoutNoiseTheOrderOfTheChainAloneIsOne() throws Exception {
    double coarse = errorAtOne(101);
    double fine = errorAtOne(201);
    double order = Math.log(coarse / fine) / Math.log(2);
    assertTrue(order > 0.8 && order < 1.3, () -> "order " + order);
  }

  @Test
  void thePlaneAgreesWithRiccati() throws Exception {
    Solution solution = solve(Map.of("dimension", "2"), 41, 41);
    double[] p = riccatiOfThePlane();
    assertAgreesInThePlane(solution, p, 0.04 * p[3] / (2 * 0.1));
  }

  @Test
  void aFileAgreesWithRiccati(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lqr.yaml");
    Files.writeString(
        file,
        """
        A: [[0.1, 1], [-1, -0.2]]
        B: [[0.3], [-2]]
        Q: [[2, 0.5], [0.5, 1]]
        R: [[0.5]]
        Sigma: [[0.2, 0], [0, 0.1]]
        rho: 0.3
        """);
    Solution solution = solve(Map.of("file", file.toString()), 31, 31);
    // BBᵀ/r for B = (0.3, -2), r = 0.5
    double[] g = {0.18, -1.2, -1.2, 8};
    double[] p =
        Riccati.solve(new double[] {0.1, 1, -1, -0.2}, g, new double[] {2, 0.5, 0.5, 1}, 0.3);
    assertAgreesInThePlane(solution, p, (0.04 * p[0] + 0.01 * p[3]) / (2 * 0.3));
  }

  @Test
  void correlatedNoiseAgreesWithRiccati(@TempDir Path folder) throws Exception {
    for (int sign : new int[] {1, -1}) {
      Solution solution =
          solve(Map.of("file", correlated(folder, sign * 0.1, sign * 0.05)), 21, 21);
      double[] g = {0, 0, 0, 4};
      double[] p = Riccati.solve(new double[] {0, 1, -1, 0}, g, new double[] {2, 0.5, 0.5, 1}, 0.3);
      // ΣΣᵀ = [[0.05, ±0.04], [±0.04, 0.0925]]
      double trace = 0.05 * p[0] + sign * 2 * 0.04 * p[1] + 0.0925 * p[3];
      assertAgreesInThePlane(solution, p, trace / (2 * 0.3));
    }
  }

  @Test
  void theChainFeelsTheCorrelationAsAMixedDerivative(@TempDir Path folder) throws Exception {
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("x1", "1", -1, 1, 9, false),
                new GridAxis("x2", "1", -1, 1, 8, false)));
    double[] product = new double[grid.size()];
    double[] x = new double[2];
    for (int node = 0; node < product.length; node++) {
      grid.coordinates(node, x);
      product[node] = x[0] * x[1];
    }
    int middle = 4 * 8 + 3;
    double falling = residual(grid, correlated(folder, -0.1, -0.05), product, middle);
    double rising = residual(grid, correlated(folder, 0.1, 0.05), product, middle);
    // ½Tr(a∇²v) = a₁₂ for v = x₁x₂, and all else is the same
    assertEquals(2 * 0.04, rising - falling, 1e-12);
  }

  private static double residual(Grid grid, String file, double[] v, int node) throws Exception {
    var problem = LinearQuadratic.of(YamlDocument.read(Path.of(file)));
    LqrLattice chain = new LqrLattice(grid, problem, new Quadratic(2));
    ChainRows rows = new ChainRows(grid, chain.diagonals());
    chain.choose(node, v, rows);
    return rows.residual(node, v);
  }

  private static String correlated(Path folder, double first, double second) throws Exception {
    Path file = folder.resolve("lqr.yaml");
    Files.writeString(
        file,
        """
        A: [[0, 1], [-1, 0]]
        B: [[0], [2]]
        Q: [[2, 0.5], [0.5, 1]]
        R: [[1]]
        Sigma: [[0.2, %s], [%s, 0.3]]
        rho: 0.3
        """
            .formatted(first, second));
    return file.toString();
  }

  @Test
  void thePlaneWithoutShiftConvergesToRiccati() throws Exception {
    double[] p = riccatiOfThePlane();
    double coarse = errorInThePlane(solve(Map.of("dimension", "2", "shifts", "0"), 33, 33), p);
    double fine = errorInThePlane(solve(Map.of("dimension", "2", "shifts", "0"), 65, 65), p);
    assertTrue(fine < coarse / 1.5, fine + " after " + coarse);
  }

  @Test
  void severalControlsWithAJointPriceAgreeWithRiccati(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lqr.yaml");
    Files.writeString(
        file,
        """
        A: [[0, 1], [-1, 0.3]]
        B: [[1, 0], [0.5, 2]]
        Q: [[1, 0], [0, 2]]
        R: [[0.5, 0.2], [0.2, 0.4]]
        Sigma: [[0], [0.3]]
        rho: 0.2
        """);
    Solution solution = solve(Map.of("file", file.toString()), 31, 31);
    // R⁻¹ = [[2.5, -1.25], [-1.25, 3.125]], G = BR⁻¹Bᵀ
    double[] g = {2.5, -1.25, -1.25, 10.625};
    double[] p = Riccati.solve(new double[] {0, 1, -1, 0.3}, g, new double[] {1, 0, 0, 2}, 0.2);
    assertAgreesInThePlane(solution, p, 0.09 * p[3] / (2 * 0.2));
  }

  @Test
  void severalControlsOfOneStateActAsOne(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lqr.yaml");
    // β²/r = BR⁻¹Bᵀ = 10 as with the standard numbers
    Files.writeString(
        file,
        "A: [[-0.5]]\nB: [[1, 2]]\nQ: [[1]]\nR: [[0.2, 0], [0, 0.8]]\nSigma: [[0.3]]\nrho: 0.1\n");
    Solution solution = solve(Map.of("file", file.toString()));
    assertEquals(C, solution.values().get(200), 1e-6 * C);
    assertEquals(P / 2 + C, solution.values().get(300), 1e-6);
  }

  private static double[] riccatiOfThePlane() {
    double[] g = {0, 0, 0, 10};
    return Riccati.solve(new double[] {0, 1, 0, 0}, g, new double[] {1, 0, 0, 1}, 0.1);
  }

  private static double errorInThePlane(Solution solution, double[] p) {
    double exact = p[0] / 2 * 0.25 + 0.04 * p[3] / 0.2;
    int n = solution.grid().axis(0).count();
    return Math.abs(solution.values().get(n * (n / 2 + (n - 1) / 8) + n / 2) - exact);
  }

  private static void assertAgreesInThePlane(Solution solution, double[] p, double constant) {
    double[] x = new double[2];
    for (int node = 0; node < solution.grid().size(); node++) {
      solution.grid().coordinates(node, x);
      double exact =
          (p[0] * x[0] * x[0] + 2 * p[1] * x[0] * x[1] + p[3] * x[1] * x[1]) / 2 + constant;
      assertEquals(exact, solution.values().get(node), 1e-5 * exact);
    }
  }

  private static void assertGain(Solution solution, double tolerance, int first, int last) {
    double spacing = solution.grid().axis(0).spacing();
    for (int node = first; node < last; node++) {
      double x = solution.grid().axis(0).coordinate(node);
      double slope =
          (solution.values().get(node + 1) - solution.values().get(node - 1)) / (2 * spacing);
      // a* = -Kx = -(β/r) V'
      assertEquals(K * x, slope / 0.1, tolerance * K * Math.max(Math.abs(x), 0.1));
    }
  }

  private static double errorAtOne(int count) throws Exception {
    Solution solution = solve(Map.of("shifts", "0", "sigma", "0"), count);
    return Math.abs(solution.values().get((count - 1) / 4 * 3) - P / 2);
  }

  private static Solution solve(Map<String, String> settings, Integer... counts) throws Exception {
    return new Lqr()
        .solve(
            counts.length == 0 ? Requests.with(settings) : Requests.with(settings, counts),
            Progress.none());
  }
}
