package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the naive second implementation, on random tables, in every kind of memory. */
class ValueTableProperties {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void agreesWithTheTextbook(int n) throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(100 * n + seed);
      Grid grid = Grids.random(n, random);
      float[] floats = Grids.floats(Grids.randomValues(grid, random));
      double[] doubles = new double[floats.length];
      Arrays.setAll(doubles, i -> floats[i]);
      NaiveTable naive = new NaiveTable(grid, doubles);
      List<ValueTable> tables =
          List.of(
              ValueTable.of(grid, floats),
              ValueTable.of(grid, doubles),
              mapped(grid, floats, seed),
              mapped(grid, doubles, seed));
      for (int i = 0; i < 50; i++) {
        double[] x = place(grid, random);
        double[] expected = naive.at(x);
        for (ValueTable table : tables) {
          compare(expected, table.newPoint(), x, "n = " + n + ", seed " + seed);
        }
      }
    }
  }

  private ValueTable mapped(Grid grid, float[] values, int seed) throws Exception {
    Path file = folder.resolve("f" + seed + ".npy");
    NumpyFile.write(file, TableHeader.shape(grid), values);
    return ValueTable.trusted(grid, NumpyFile.read(file).memory());
  }

  private ValueTable mapped(Grid grid, double[] values, int seed) throws Exception {
    Path file = folder.resolve("d" + seed + ".npy");
    NumpyFile.write(file, TableHeader.shape(grid), values);
    return ValueTable.trusted(grid, NumpyFile.read(file).memory());
  }

  /** Inside, and on a circle up to two turns away. */
  private static double[] place(Grid grid, SplittableRandom random) {
    double[] x = new double[grid.dimensions()];
    for (int i = 0; i < x.length; i++) {
      GridAxis axis = grid.axis(i);
      double turns = axis.periodic() ? random.nextInt(-2, 3) : 0;
      x[i] = random.nextDouble(axis.lower(), axis.upper()) + turns * (axis.upper() - axis.lower());
    }
    return x;
  }

  private static void compare(double[] expected, TablePoint point, double[] x, String message) {
    assertEquals(TableOutcome.INSIDE, point.look(x), message);
    double scale = 1e-9;
    assertEquals(expected[0], point.value(), scale, message);
    for (int i = 0; i < x.length; i++) {
      double tolerance = scale * (1 + Math.abs(expected[i + 1]));
      assertEquals(expected[i + 1], point.gradient(i), tolerance, message + ", axis " + i);
    }
    double value = point.value();
    assertEquals(TableOutcome.INSIDE, point.lookValue(x), message);
    assertEquals(value, point.value(), 1e-12, message);
  }

  /** A file beyond 2 GiB comes in pieces; here the pieces are looked at where they meet. */
  @Test
  void numbersOnBothSidesOfAPieceAreFound() {
    int shift = 28;
    FloatBuffer[] pieces = {
      FloatBuffer.wrap(new float[] {1, 2}), FloatBuffer.wrap(new float[] {3, 4})
    };
    TableMemory memory = new TableMemory.MappedFloats(pieces, (1 << shift) + 2);
    assertEquals(2, memory.get(1));
    assertEquals(3, memory.get(1 << shift));
    assertEquals(4, memory.get((1 << shift) + 1));
  }
}
