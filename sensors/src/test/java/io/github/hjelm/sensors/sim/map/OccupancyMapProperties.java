package io.github.hjelm.sensors.sim.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Maps of random cells against a search through all cells. */
final class OccupancyMapProperties {

  private static final long SEED = 20261121;
  private static final double SIDE_M = 0.05;

  /** A map and its cells, for a second opinion. */
  private record Sample(int columns, int rows, OccupancyMap.Origin origin, BitSet free) {

    static Sample random(SplittableRandom random) {
      int columns = 1 + random.nextInt(12);
      int rows = 1 + random.nextInt(12);
      double share = random.nextDouble(0.3, 1);
      BitSet free = new BitSet();
      free.set(random.nextInt(columns * rows));
      for (int cell = 0; cell < columns * rows; cell++) {
        if (random.nextDouble() < share) {
          free.set(cell);
        }
      }
      double yaw = random.nextBoolean() ? 0 : random.nextDouble(-4, 4);
      double x = random.nextDouble(-3, 3);
      return new Sample(
          columns, rows, new OccupancyMap.Origin(x, random.nextDouble(-3, 3), yaw), free);
    }

    OccupancyMap map() {
      return new OccupancyMap("m", columns, rows, SIDE_M, origin, free);
    }

    boolean isFree(int column, int row) {
      return column >= 0
          && column < columns
          && row >= 0
          && row < rows
          && free.get(row * columns + column);
    }

    /** To the nearest cell of a kind, in metres; a rim of solid cells stands for the outside. */
    double distance(double u, double v, boolean toFree) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int row = -1; row <= rows; row++) {
        for (int column = -1; column <= columns; column++) {
          if (isFree(column, row) == toFree) {
            double across = Math.max(Math.max(column - u, u - column - 1), 0);
            double up = Math.max(Math.max(row - v, v - row - 1), 0);
            nearest = Math.min(nearest, Math.hypot(across, up));
          }
        }
      }
      return SIDE_M * nearest;
    }

    /** The value at a place given in cells. */
    double value(OccupancyMap map, double u, double v) {
      double cos = Math.cos(origin.yawRad());
      double sin = Math.sin(origin.yawRad());
      return map.signedDistance(
          origin.xM() + SIDE_M * (cos * u - sin * v), origin.yM() + SIDE_M * (sin * u + cos * v));
    }
  }

  @Test
  void clearanceIsNeverTooLargeAndHardlyTooSmall() {
    SplittableRandom random = new SplittableRandom(SEED);
    double worst = 0;
    for (int i = 0; i < 300; i++) {
      Sample sample = Sample.random(random);
      OccupancyMap map = sample.map();
      for (int k = 0; k < 100; k++) {
        double u = random.nextDouble(0, sample.columns());
        double v = random.nextDouble(0, sample.rows());
        double value = sample.value(map, u, v);
        String where = "seed " + SEED + ", map " + i + ", " + u + ", " + v;
        if (sample.isFree((int) u, (int) v)) {
          double exact = sample.distance(u, v, false);
          assertTrue(value > 0 && value <= exact + 1e-12, where + ": " + value + " > " + exact);
          worst = Math.max(worst, exact - value);
        } else {
          double depth = sample.distance(u, v, true);
          assertTrue(value < 0 && -value <= depth + SIDE_M, where + ": " + value + ", " + depth);
        }
      }
    }
    assertTrue(worst < SIDE_M, "too small by " + worst / SIDE_M + " cells");
    assertTrue(worst > 0.1 * SIDE_M, "nothing was measured");
  }

  @Test
  void cornersAreExact() {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    for (int i = 0; i < 300; i++) {
      Sample drawn = Sample.random(random);
      Sample sample =
          new Sample(drawn.columns(), drawn.rows(), new OccupancyMap.Origin(0, 0, 0), drawn.free());
      OccupancyMap map = sample.map();
      for (int v = 0; v <= sample.rows(); v++) {
        for (int u = 0; u <= sample.columns(); u++) {
          double exact = sample.distance(u, v, false) - sample.distance(u, v, true);
          assertEquals(exact, sample.value(map, u, v), 1e-12, "seed " + (SEED + 1) + ", map " + i);
        }
      }
    }
  }

  @Test
  void valuesDoNotJump() {
    SplittableRandom random = new SplittableRandom(SEED + 2);
    double step = 1e-6;
    for (int i = 0; i < 300; i++) {
      Sample sample = Sample.random(random);
      OccupancyMap map = sample.map();
      for (int k = 0; k < 50; k++) {
        // Edges of cells and of the map are where a jump would be.
        double u = random.nextInt(sample.columns() + 1);
        double v = random.nextDouble(-1, sample.rows() + 1);
        double jump = sample.value(map, u + step, v) - sample.value(map, u - step, v);
        // Beside a wall the root in the clearance is steep, but continuous.
        assertTrue(Math.abs(jump) < 0.01 * SIDE_M, "seed " + (SEED + 2) + ", map " + i);
      }
    }
  }
}
