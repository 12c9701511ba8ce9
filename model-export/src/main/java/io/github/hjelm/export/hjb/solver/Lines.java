package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import java.util.Arrays;

/** Where the lines of nodes along the last axis lie: line numbers run in C order too. */
final class Lines {

  private final Grid grid;
  private final int last;
  private final int length;
  private final int count;

  Lines(Grid grid) {
    this.grid = grid;
    last = grid.dimensions() - 1;
    length = grid.axis(last).count();
    count = grid.size() / length;
  }

  Grid grid() {
    return grid;
  }

  /** The last axis. */
  int last() {
    return last;
  }

  /** Nodes in a line. */
  int length() {
    return length;
  }

  /** How many lines. */
  int count() {
    return count;
  }

  /** Lines between neighbours along an axis other than the last. */
  int stride(int axis) {
    return grid.stride(axis) / length;
  }

  /** Slices along axis 0; a one-dimensional grid is one slice. */
  int slices() {
    return last == 0 ? 1 : grid.axis(0).count();
  }

  /** Lines in a slice. */
  int linesPerSlice() {
    return count / slices();
  }

  double[][] allocate() {
    return new double[count][length];
  }

  /** A function at all nodes. */
  double[][] sample(NodeFunction function) {
    double[][] rows = allocate();
    double[] x = new double[last + 1];
    for (int line = 0; line < count; line++) {
      for (int i = 0; i < length; i++) {
        grid.coordinates(line * length + i, x);
        rows[line][i] = function.at(x);
      }
    }
    return rows;
  }

  /** A function along a line at a time. */
  void sample(TimedFunction function, double timeS, int line, double[] row) {
    double[] x = new double[last + 1];
    for (int i = 0; i < length; i++) {
      grid.coordinates(line * length + i, x);
      row[i] = function.at(timeS, x);
    }
  }

  /** The largest slope along each axis, never zero: WENO5's measure. */
  double[] slopes(double[][] v) {
    double[] slopes = new double[last + 1];
    for (int line = 0; line < count; line++) {
      for (int axis = 0; axis < last; axis++) {
        int stride = stride(axis);
        if (line / stride % grid.axis(axis).count() > 0) {
          slopes[axis] = steepest(v[line - stride], v[line], 0, axis, slopes[axis]);
        }
      }
      slopes[last] = steepest(v[line], v[line], 1, last, slopes[last]);
    }
    double largest = Arrays.stream(slopes).max().orElse(1);
    // An axis along which l is flat will get slopes from the others, over the same scale of V.
    for (int axis = 0; axis <= last; axis++) {
      if (slopes[axis] <= 1e-3 * largest) {
        slopes[axis] = largest > 0 ? largest : 1;
      }
    }
    return slopes;
  }

  private double steepest(double[] before, double[] after, int offset, int axis, double soFar) {
    double largest = soFar;
    for (int i = 0; i + offset < length; i++) {
      double slope = Math.abs(after[i + offset] - before[i]) / grid.axis(axis).spacing();
      largest = Math.max(largest, slope);
    }
    return largest;
  }

  double[] flatten(double[][] rows) {
    double[] flat = new double[grid.size()];
    for (int line = 0; line < count; line++) {
      System.arraycopy(rows[line], 0, flat, line * length, length);
    }
    return flat;
  }
}
