package io.github.hjelm.controller.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Grids and values for tests. */
final class Grids {

  private Grids() {}

  static GridAxis interval(String name, double lower, double upper, int count) {
    return new GridAxis(name, "m", lower, upper, count, false);
  }

  static GridAxis circle(String name, int count) {
    return new GridAxis(name, "rad", -Math.PI, Math.PI, count, true);
  }

  /** A grid of a few nodes per axis, some of them periodic. */
  static Grid random(int dimensions, SplittableRandom random) {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      double lower = random.nextDouble(-10, 10);
      double upper = lower + random.nextDouble(0.1, 20);
      int count = random.nextInt(2, 7);
      axes.add(new GridAxis("x" + i, "m", lower, upper, count, random.nextBoolean()));
    }
    return new Grid(axes);
  }

  static double[] values(Grid grid, ToDoubleFunction<double[]> function) {
    double[] values = new double[grid.size()];
    double[] x = new double[grid.dimensions()];
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      values[node] = function.applyAsDouble(x);
    }
    return values;
  }

  static double[] randomValues(Grid grid, SplittableRandom random) {
    return random.doubles(grid.size(), -3, 3).toArray();
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
