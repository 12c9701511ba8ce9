package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Which axes each coefficient changes along: guessed from samples, then held against every node, so
 * that a wrong guess costs memory and never correctness.
 */
public final class Dependence {

  private static final int SAMPLES = 64;

  private final boolean[][] depends;

  private Dependence(boolean[][] depends) {
    this.depends = depends;
  }

  /** Looks at every node of a grid for what a robot's rates depend on. */
  public static Dependence of(Grid grid, Robot robot) {
    return of(grid, new AffineCoefficients(robot, Optional.empty()));
  }

  static Dependence of(Grid grid, Coefficients coefficients) {
    boolean[][] depends = new boolean[coefficients.count()][grid.dimensions()];
    guess(grid, coefficients, depends);
    confirm(grid, coefficients, depends);
    return new Dependence(depends);
  }

  boolean[] of(int coefficient) {
    return depends[coefficient].clone();
  }

  /** Whether any coefficient changes along an axis; where none does, neither does the flow. */
  public boolean onAxis(int axis) {
    return Arrays.stream(depends).anyMatch(axes -> axes[axis]);
  }

  private static void guess(Grid grid, Coefficients coefficients, boolean[][] depends) {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[grid.dimensions()];
    double[] here = new double[coefficients.count()];
    double[] there = new double[coefficients.count()];
    for (int sample = 0; sample < SAMPLES; sample++) {
      grid.coordinates(random.nextInt(grid.size()), x);
      coefficients.at(x, here);
      for (int axis = 0; axis < x.length; axis++) {
        double kept = x[axis];
        x[axis] = grid.axis(axis).coordinate(random.nextInt(grid.axis(axis).count()));
        coefficients.at(x, there);
        x[axis] = kept;
        for (int c = 0; c < here.length; c++) {
          depends[c][axis] |= here[c] != there[c];
        }
      }
    }
  }

  /** Compares each node with the one at index 0 on all axes that should not matter. */
  private static void confirm(Grid grid, Coefficients coefficients, boolean[][] depends) {
    int count = coefficients.count();
    int[][] strides = new int[count][grid.dimensions()];
    double[][] seen = new double[count][];
    for (int c = 0; c < count; c++) {
      int size = 1;
      for (int axis = 0; axis < grid.dimensions(); axis++) {
        strides[c][axis] = depends[c][axis] ? size : 0;
        size *= depends[c][axis] ? grid.axis(axis).count() : 1;
      }
      seen[c] = new double[size == grid.size() ? 0 : size];
      Arrays.fill(seen[c], Double.NaN);
    }
    double[] x = new double[grid.dimensions()];
    double[] here = new double[count];
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      coefficients.at(x, here);
      for (int c = 0; c < count; c++) {
        if (seen[c].length > 0 && !matches(grid, node, strides[c], seen[c], here[c])) {
          Arrays.fill(depends[c], true);
          seen[c] = new double[0];
        }
      }
    }
  }

  private static boolean matches(Grid grid, int node, int[] strides, double[] seen, double value) {
    int at = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      at += strides[axis] == 0 ? 0 : grid.index(node, axis) * strides[axis];
    }
    if (Double.isNaN(seen[at])) {
      seen[at] = value;
    }
    return seen[at] == value;
  }
}
