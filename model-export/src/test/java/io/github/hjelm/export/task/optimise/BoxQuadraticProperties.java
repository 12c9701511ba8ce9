package io.github.hjelm.export.task.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxQuadraticProperties {

  private static final long SEED = 20261121;

  @Test
  void meetsTheConditionsOfAMinimum() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int number = 0; number < 2000; number++) {
      int m = 1 + number % 5;
      double[] h = positiveDefinite(m, random);
      double[] g = new double[m];
      double[] lower = new double[m];
      double[] upper = new double[m];
      double[] u = new double[m];
      for (int i = 0; i < m; i++) {
        g[i] = random.nextDouble(-3, 3);
        lower[i] = -random.nextDouble();
        upper[i] = random.nextDouble();
      }
      BoxQuadratic box = new BoxQuadratic(m);
      String text = "seed " + SEED + ", number " + number;
      assertTrue(box.minimise(h, g, lower, upper, u), text);
      for (int i = 0; i < m; i++) {
        double slope = g[i];
        for (int j = 0; j < m; j++) {
          slope += h[i * m + j] * u[j];
        }
        assertTrue(u[i] >= lower[i] && u[i] <= upper[i], text);
        if (box.isFree(i)) {
          assertEquals(0, slope, 1e-8, text);
        } else {
          assertTrue(slope > 0 ? u[i] == lower[i] : u[i] == upper[i], text);
        }
      }
    }
  }

  @Test
  void solvesForTheFreeComponentsOnly() {
    BoxQuadratic box = new BoxQuadratic(2);
    double[] h = {2, 1, 1, 4};
    double[] u = {0, 0};
    assertTrue(
        box.minimise(h, new double[] {-9, -2}, new double[] {-1, -1}, new double[] {1, 1}, u));
    // The first is held at its upper bound; the second solves 4u + 1 = 2.
    assertEquals(1, u[0]);
    assertEquals(0.25, u[1], 1e-12);
    double[] b = {7, 8};
    box.solve(b);
    assertEquals(0, b[0]);
    assertEquals(2, b[1], 1e-12);
  }

  @Test
  void refusesWhatHasNoMinimum() {
    double[] one = {1};
    double[] minusOne = {-1};
    assertFalse(new BoxQuadratic(1).minimise(minusOne, one, minusOne, one, new double[1]));
    assertFalse(
        new BoxQuadratic(1).minimise(new double[] {Double.NaN}, one, minusOne, one, new double[1]));
  }

  private static double[] positiveDefinite(int m, SplittableRandom random) {
    double[] root = new double[m * m];
    for (int i = 0; i < root.length; i++) {
      root[i] = random.nextDouble(-1, 1);
    }
    double[] h = new double[m * m];
    RowMajor.addTransposedProduct(root, root, m, m, m, h);
    for (int i = 0; i < m; i++) {
      h[i * m + i] += 0.1;
    }
    return h;
  }
}
