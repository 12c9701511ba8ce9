package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTableTest {

  private static final Grid LINE = new Grid(List.of(Grids.interval("x", -1, 2, 4)));
  private static final Grid CIRCLE = new Grid(List.of(Grids.circle("θ", 4)));
  private static final Grid PLANE =
      new Grid(List.of(Grids.interval("x", -1, 1, 5), Grids.circle("θ", 8)));

  /** Σ over subsets S of axes of a coefficient times the product of the coordinates in S. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void multilinearFunctionsAreReproducedWithTheirGradient(int n) {
    SplittableRandom random = new SplittableRandom(n);
    Grid grid = new Grid(Collections.nCopies(n, Grids.interval("x", -1.5, 2.5, 4)));
    double[] a = random.doubles(1 << n, -1, 1).toArray();
    double[] values = Grids.values(grid, x -> polynomial(a, x, -1));
    TablePoint point = ValueTable.of(grid, values).newPoint();
    for (int i = 0; i < 200; i++) {
      double[] x = random.doubles(n, -1.5, 2.5).toArray();
      assertEquals(TableOutcome.INSIDE, point.look(x));
      assertEquals(polynomial(a, x, -1), point.value(), 1e-10);
      for (int axis = 0; axis < n; axis++) {
        assertEquals(polynomial(a, x, axis), point.gradient(axis), 1e-10);
      }
    }
  }

  private static double polynomial(double[] a, double[] x, int derived) {
    double sum = 0;
    for (int set = 0; set < a.length; set++) {
      double product = derived < 0 || (set & 1 << derived) != 0 ? a[set] : 0;
      for (int i = 0; i < x.length; i++) {
        product *= i != derived && (set & 1 << i) != 0 ? x[i] : 1;
      }
      sum += product;
    }
    return sum;
  }

  @Test
  void nodesHaveTheirValues() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 1; n <= 6; n++) {
      Grid grid = Grids.random(n, random);
      ValueTable table = ValueTable.of(grid, Grids.randomValues(grid, random));
      TablePoint point = table.newPoint();
      double[] x = new double[n];
      for (int node = 0; node < grid.size(); node += 1 + grid.size() / 500) {
        grid.coordinates(node, x);
        assertEquals(TableOutcome.INSIDE, point.look(x), Arrays.toString(x));
        assertEquals(table.at(node), point.value(), 1e-12);
      }
    }
  }

  @Test
  void edgesAreInsideAndTheNextNumberIsNot() {
    TablePoint point = ValueTable.of(LINE, new double[] {5, 1, 2, 7}).newPoint();
    assertEquals(TableOutcome.INSIDE, point.look(new double[] {-1}));
    assertEquals(5, point.value());
    assertEquals(-4, point.gradient(0));
    assertEquals(TableOutcome.INSIDE, point.look(new double[] {2}));
    assertEquals(7, point.value());
    assertEquals(5, point.gradient(0));
    // Inner nodes count to the cell above them.
    assertEquals(TableOutcome.INSIDE, point.look(new double[] {0}));
    assertEquals(1, point.value());
    assertEquals(1, point.gradient(0));
    for (double outside :
        new double[] {
          Math.nextDown(-1.0),
          Math.nextUp(2.0),
          -Double.MAX_VALUE,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        }) {
      assertEquals(TableOutcome.OUTSIDE, point.look(new double[] {outside}));
      assertEquals(TableOutcome.OUTSIDE, point.lookValue(new double[] {outside}));
    }
    assertEquals(TableOutcome.NOT_A_NUMBER, point.look(new double[] {Double.NaN}));
  }

  @Test
  void circlesWrapWhateverTheTurn() {
    TablePoint point = ValueTable.of(CIRCLE, new double[] {0, 1, 0, -1}).newPoint();
    double quarter = Math.PI / 2;
    double[][] expected = {
      {-Math.PI, 0, 1},
      {-Math.PI - quarter / 2, -0.5, 1},
      {Math.PI, 0, 1},
      {Math.PI - quarter / 2, -0.5, 1},
      {-quarter / 2, 0.5, -1},
      {7.5 * Math.PI, 1, 1},
      {20_000 * Math.PI - quarter / 2, 0.5, -1},
      {-20_000 * Math.PI - quarter / 2, 0.5, -1},
    };
    for (double[] row : expected) {
      assertEquals(TableOutcome.INSIDE, point.look(new double[] {row[0]}));
      assertEquals(row[1], point.value(), 1e-10, "at " + row[0]);
      // A node: rounding decides on which side of it.
      if (row[0] != 7.5 * Math.PI) {
        assertEquals(row[2], point.gradient(0) * quarter, 1e-10, "at " + row[0]);
      }
    }
    double justBelow = Math.nextDown(-Math.PI);
    assertEquals(TableOutcome.INSIDE, point.look(new double[] {justBelow}));
    assertEquals(0, point.value(), 1e-12);
    for (double far : new double[] {1e15, -1e15, 1e300, -Double.MAX_VALUE, -Double.MIN_VALUE}) {
      assertEquals(TableOutcome.INSIDE, point.look(new double[] {far}));
      assertTrue(Math.abs(point.value()) <= 1, "at " + far);
    }
    assertEquals(TableOutcome.OUTSIDE, point.look(new double[] {Double.POSITIVE_INFINITY}));
    assertEquals(TableOutcome.NOT_A_NUMBER, point.look(new double[] {Double.NaN}));
  }

  @Test
  void justBelowACircleIsItsFirstNode() {
    Grid circle = new Grid(List.of(new GridAxis("θ", "rad", 0, 1, 4, true)));
    TablePoint point = ValueTable.of(circle, new double[] {3, 1, 0, -1}).newPoint();
    assertEquals(TableOutcome.INSIDE, point.look(new double[] {-Double.MIN_VALUE}));
    assertEquals(3, point.value());
  }

  @Test
  void roundingNeverGoesBeyondTheLastNode() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2000; i++) {
      double upper = random.nextDouble(0, 10);
      int count = random.nextInt(2, 60);
      Grid grid = new Grid(List.of(Grids.interval("x", -random.nextDouble(0, 10), upper, count)));
      double[] values = new double[count];
      values[count - 1] = 1;
      TablePoint point = ValueTable.of(grid, values).newPoint();
      assertEquals(TableOutcome.INSIDE, point.look(new double[] {upper}));
      assertEquals(1, point.value(), 1e-12);
      assertTrue(point.value() <= 1, "upper end " + upper);
    }
  }

  @Test
  void notANumberIsSaidBeforeOutside() {
    TablePoint point = ValueTable.of(PLANE, new double[40]).newPoint();
    assertEquals(TableOutcome.NOT_A_NUMBER, point.look(new double[] {9, Double.NaN}));
    assertEquals(TableOutcome.NOT_A_NUMBER, point.look(new double[] {Double.NaN, 0}));
    assertEquals(TableOutcome.OUTSIDE, point.look(new double[] {9, 0}));
  }

  @Test
  void offTheGridThereIsNoOldValueEither() {
    TablePoint point = ValueTable.of(LINE, new double[] {5, 1, 2, 7}).newPoint();
    assertThrows(IllegalStateException.class, point::value);
    assertEquals(TableOutcome.INSIDE, point.look(new double[] {0}));
    assertEquals(TableOutcome.OUTSIDE, point.look(new double[] {3}));
    assertThrows(IllegalStateException.class, point::value);
    assertThrows(IllegalStateException.class, () -> point.gradient(0));
    assertEquals(TableOutcome.INSIDE, point.lookValue(new double[] {0}));
    assertEquals(1, point.value());
    assertThrows(IllegalStateException.class, () -> point.gradient(new double[1]));
  }

  @Test
  void refusesWhatCannotBeLookedUp() {
    double[] notFinite = {0, 1, Double.NaN, 3};
    assertThrows(IllegalArgumentException.class, () -> ValueTable.of(LINE, notFinite));
    double[] infinite = {0, 1, 2, Double.NEGATIVE_INFINITY};
    assertThrows(IllegalArgumentException.class, () -> ValueTable.of(LINE, infinite));
    double[] huge = {0, 1e200, 2, 0};
    assertThrows(IllegalArgumentException.class, () -> ValueTable.of(LINE, huge));
    assertThrows(IllegalArgumentException.class, () -> ValueTable.of(LINE, new float[3]));
    float[] infiniteFloat = {0, 1, 2, Float.POSITIVE_INFINITY};
    assertThrows(IllegalArgumentException.class, () -> ValueTable.of(LINE, infiniteFloat));
    Grid fine = new Grid(List.of(Grids.interval("x", 1e16, 1e16 + 4, 5)));
    assertThrows(IllegalArgumentException.class, () -> ValueTable.of(fine, new double[5]));
    Grid many = new Grid(Collections.nCopies(13, Grids.interval("x", 0, 1, 2)));
    assertThrows(IllegalArgumentException.class, () -> ValueTable.of(many, new float[1 << 13]));
  }

  @Test
  void theLargestValuesGiveFiniteGradients() {
    Grid grid = new Grid(Collections.nCopies(4, new GridAxis("x", "m", 0, 1e-99, 2, false)));
    float[] values = new float[16];
    for (int i = 0; i < 16; i++) {
      values[i] = Integer.bitCount(i) % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
    }
    TablePoint point = ValueTable.of(grid, values).newPoint();
    assertNotNull(point);
    assertEquals(TableOutcome.INSIDE, point.look(new double[] {0, 3e-100, 1e-99, 9e-100}));
    for (int axis = 0; axis < 4; axis++) {
      assertTrue(Double.isFinite(point.gradient(axis)));
    }
  }
}
