package io.github.hjelm.export.hjb.monotone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SemiLagrangianConvergenceTest {

  private static final long SEED = 20_261_120;
  private static final double RHO = 0.5;

  @Test
  void theOrderIsOne() throws Exception {
    double coarse = homingError(41);
    double fine = homingError(81);
    double order = Math.log(coarse / fine) / Math.log(2);
    assertTrue(order > 0.8 && order < 1.5, () -> "order " + order);
    assertTrue(fine < 0.05, () -> "off by " + fine);
  }

  @Test
  void isMonotoneOnAPeriodicPlane() {
    Random random = new Random(SEED);
    Grid grid = plane();
    SemiLagrangian scheme = new SemiLagrangian(grid, new Drifting(), RHO);
    double[] v = new double[grid.size()];
    for (int trial = 0; trial < 60; trial++) {
      for (int node = 0; node < v.length; node++) {
        v[node] = random.nextDouble();
      }
      double[] before = new double[v.length];
      scheme.improve(v, before);
      v[random.nextInt(v.length)] += random.nextDouble();
      double[] after = new double[v.length];
      scheme.improve(v, after);
      for (int node = 0; node < v.length; node++) {
        String where = "seed " + SEED + ", trial " + trial + ", node " + node;
        assertTrue(after[node] >= before[node], where);
      }
    }
  }

  @Test
  void findsWhatPlainValueIterationFinds() throws Exception {
    Grid grid = plane();
    SemiLagrangian scheme = new SemiLagrangian(grid, new Drifting(), RHO);
    double[] v = new double[grid.size()];
    assertTrue(scheme.solve(v, 1e-9, 1000, Progress.none()).converged());
    double[] naive = new double[grid.size()];
    for (int sweep = 0; sweep < 800; sweep++) {
      naive = valueIteration(grid, naive);
    }
    for (int node = 0; node < v.length; node++) {
      assertEquals(naive[node], v[node], 1e-6, "node " + node);
    }
  }

  @Test
  void theErrorBoundHolds() throws Exception {
    SemiLagrangian scheme = new SemiLagrangian(line(41), new Homing(), RHO);
    double[] exact = new double[41];
    scheme.solve(exact, 1e-12, 10_000, Progress.none());
    double[] rough = new double[41];
    var outcome = scheme.solve(rough, 1e-12, 2, Progress.none());
    assertTrue(!outcome.converged());
    for (int node = 0; node < 41; node++) {
      assertTrue(Math.abs(exact[node] - rough[node]) <= outcome.errorBound() + 1e-9);
    }
  }

  /** Interpolates by names of the four corners, nothing shared with the scheme. */
  private static double[] valueIteration(Grid grid, double[] v) {
    Drifting dynamics = new Drifting();
    double gamma = Math.exp(-RHO * dynamics.stepS());
    double[] better = new double[v.length];
    double[] x = new double[2];
    double[] next = new double[2];
    int n = grid.axis(1).count();
    for (int node = 0; node < v.length; node++) {
      better[node] = Double.POSITIVE_INFINITY;
      for (int control = 0; control < dynamics.controls(); control++) {
        grid.coordinates(node, x);
        double cost = dynamics.step(x, control, next);
        double p = ((next[0] + 1) / 2 % 1 + 1) % 1 * grid.axis(0).count();
        double q = Math.min(n - 1.0, Math.max(0, (next[1] + 1) / 2 * (n - 1)));
        int i = (int) Math.floor(p) % grid.axis(0).count();
        int j = Math.min(n - 2, (int) Math.floor(q));
        int ii = (i + 1) % grid.axis(0).count();
        double s = p - Math.floor(p);
        double t = q - j;
        double low = (1 - t) * v[i * n + j] + t * v[i * n + j + 1];
        double high = (1 - t) * v[ii * n + j] + t * v[ii * n + j + 1];
        double value = cost * (1 - gamma) / RHO + gamma * ((1 - s) * low + s * high);
        better[node] = Math.min(better[node], value);
      }
    }
    return better;
  }

  // v = |x|/ρ - (1 - e^(-ρ|x|))/ρ² for speed at most 1 and cost rate |x|
  private static double homingError(int count) throws InterruptedException {
    Grid grid = line(count);
    double[] v = new double[count];
    new SemiLagrangian(grid, new Homing(2.3 / (count - 1)), RHO)
        .solve(v, 1e-10, 10_000, Progress.none());
    double worst = 0;
    for (int node = 0; node < count; node++) {
      double x = Math.abs(grid.axis(0).coordinate(node));
      double exact = x / RHO + Math.expm1(-RHO * x) / (RHO * RHO);
      worst = Math.max(worst, Math.abs(exact - v[node]));
    }
    return worst;
  }

  private static Grid line(int count) {
    return new Grid(List.of(new GridAxis("x", "m", -1, 1, count, false)));
  }

  private static Grid plane() {
    return new Grid(
        List.of(
            new GridAxis("angle", "rad", -1, 1, 8, true), new GridAxis("x", "m", -1, 1, 7, false)));
  }

  /** Goes left, right or stays, with speed 1. */
  private record Homing(double stepS) implements HeldControl {

    Homing() {
      this(0.07);
    }

    @Override
    public int controls() {
      return 3;
    }

    @Override
    public double step(double[] x, int control, double[] next) {
      next[0] = x[0] + stepS * (control - 1);
      return Math.abs(x[0]);
    }
  }

  /** Turns while it is pushed, often across the rim and round the circle. */
  private static final class Drifting implements HeldControl {

    @Override
    public int controls() {
      return 2;
    }

    @Override
    public double stepS() {
      return 0.1;
    }

    @Override
    public double step(double[] x, int control, double[] next) {
      next[0] = x[0] + 0.9 * x[1];
      next[1] = x[1] + (control == 0 ? -0.17 : 0.23);
      return x[0] * x[0] + Math.abs(x[1] - 0.3);
    }
  }
}
