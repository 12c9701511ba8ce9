package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.safety.BoxQp.Outcome;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxQpProperties {

  private static final double SAME = 1e-12;

  /** A random problem: wishes outside the box, flat components and both kinds of outcome occur. */
  private static final class Case {
    final double[] a;
    final double[] c;
    final double[] lower;
    final double[] upper;
    final double b;
    final String name;

    Case(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int m = 1 + random.nextInt(6);
      a = new double[m];
      c = new double[m];
      lower = new double[m];
      upper = new double[m];
      double least = 0;
      double most = 0;
      for (int i = 0; i < m; i++) {
        a[i] = random.nextDouble(-2, 2);
        c[i] = random.nextInt(5) == 0 ? 0 : random.nextDouble(-3, 3);
        lower[i] = random.nextDouble(-1, 0.5);
        upper[i] = lower[i] + (random.nextInt(8) == 0 ? 0 : random.nextDouble(0, 2));
        least += Math.min(c[i] * lower[i], c[i] * upper[i]);
        most += Math.max(c[i] * lower[i], c[i] * upper[i]);
      }
      b = least + random.nextDouble(-0.1, 1.2) * (most - least);
      name = "seed " + seed;
    }

    double level(double lambda) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += c[i] * at(lambda, i);
      }
      return sum;
    }

    double at(double lambda, int i) {
      return Math.min(upper[i], Math.max(lower[i], a[i] + lambda * c[i]));
    }
  }

  @Test
  void agreesWithBisection() {
    int solved = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      Case one = new Case(seed);
      double[] u = new double[one.a.length];
      Outcome outcome = new BoxQp(u.length).solve(one.a, one.c, one.b, one.lower, one.upper, u);
      if (Math.abs(one.level(1e9) - one.b) < SAME) {
        continue; // which side a touching half-space falls is rounding
      }
      boolean feasible = one.level(1e9) >= one.b;
      assertEquals(feasible ? Outcome.SOLVED : Outcome.INFEASIBLE, outcome, one.name);
      if (feasible) {
        solved++;
        assertArrayEquals(bisected(one), u, SAME, one.name);
      }
    }
    assertTrue(solved > 10_000 && solved < 19_000, "both outcomes must occur: " + solved);
  }

  private static double[] bisected(Case one) {
    double low = 0;
    double high = one.level(0) >= one.b ? 0 : 1e9;
    for (int i = 0; i < 200 && high > 0; i++) {
      double middle = low + (high - low) / 2;
      if (one.level(middle) >= one.b) {
        high = middle;
      } else {
        low = middle;
      }
    }
    double[] u = new double[one.a.length];
    for (int i = 0; i < u.length; i++) {
      u[i] = one.at(high, i);
    }
    return u;
  }

  /** Karush, Kuhn and Tucker: nothing in the feasible set is nearer to the wish. */
  @Test
  void isNearerThanAnyOtherFeasiblePoint() {
    for (long seed = 0; seed < 2_000; seed++) {
      Case one = new Case(seed);
      double[] u = new double[one.a.length];
      if (new BoxQp(u.length).solve(one.a, one.c, one.b, one.lower, one.upper, u)
          == Outcome.INFEASIBLE) {
        continue;
      }
      SplittableRandom random = new SplittableRandom(seed);
      for (int trial = 0; trial < 50; trial++) {
        double level = 0;
        double inner = 0;
        for (int i = 0; i < u.length; i++) {
          double v = one.lower[i] + random.nextDouble() * (one.upper[i] - one.lower[i]);
          level += one.c[i] * v;
          // (u - a)·(v - u) ≥ 0 for every feasible v
          inner += (u[i] - one.a[i]) * (v - u[i]);
        }
        assertTrue(!(level >= one.b) || inner >= -1e-9, one.name);
      }
    }
  }

  @Test
  void unitsDoNotMatter() {
    for (double unit : new double[] {1e-200, 1e-9, 1, 1e9, 1e200}) {
      double[] u = new double[2];
      Outcome outcome =
          new BoxQp(2)
              .solve(
                  new double[] {0, 0},
                  new double[] {3 * unit, 4 * unit},
                  2.5 * unit,
                  new double[] {-1, -1},
                  new double[] {1, 1},
                  u);
      assertEquals(Outcome.SOLVED, outcome);
      assertArrayEquals(new double[] {0.3, 0.4}, u, SAME);
    }
  }

  @Test
  void refusesWhatIsNotANumberAndWritesNothing() {
    for (int bad = 0; bad < 5; bad++) {
      double[] a = {bad == 0 ? Double.NaN : 0};
      double[] c = {bad == 1 ? Double.NaN : 1};
      double b = bad == 2 ? Double.NaN : 0.5;
      double[] lower = {bad == 3 ? Double.NaN : -1};
      double[] upper = {bad == 4 ? Double.NaN : 1};
      double[] u = {7};
      assertEquals(
          Outcome.INFEASIBLE, new BoxQp(1).solve(a, c, b, lower, upper, u), "input " + bad);
      assertEquals(7, u[0]);
    }
  }

  @Test
  void aFlatNormalAsksForNothingOrForTooMuch() {
    double[] zero = {0, 0};
    double[] lower = {-1, -1};
    double[] upper = {1, 1};
    double[] u = new double[2];
    BoxQp qp = new BoxQp(2);
    assertEquals(Outcome.SOLVED, qp.solve(new double[] {3, 0.5}, zero, 0, lower, upper, u));
    assertArrayEquals(new double[] {1, 0.5}, u);
    assertEquals(Outcome.INFEASIBLE, qp.solve(zero, zero, 1e-30, lower, upper, u));
  }
}
