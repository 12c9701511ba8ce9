package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.sensors.HotPath;

/**
 * Multilinear interpolation of values at the nodes of a grid: its weights are at least 0 and add up
 * to 1, which is what makes the certificate's iteration monotone. Safe for any number of readers.
 */
public final class NodeValues implements ValueField {

  private final Grid grid;
  private final int n;
  private final double[] lower;
  private final double[] upper;
  private final double[] spacing;
  private final int[] count;
  private final boolean[] periodic;
  private final int[] stride;
  private final double[] values;

  /** Reads the array as it is; whoever writes it later changes this field. */
  NodeValues(Grid grid, double[] values) {
    this.grid = grid;
    this.values = values;
    n = grid.dimensions();
    lower = new double[n];
    upper = new double[n];
    spacing = new double[n];
    count = new int[n];
    periodic = new boolean[n];
    stride = new int[n];
    for (int i = 0; i < n; i++) {
      GridAxis axis = grid.axis(i);
      lower[i] = axis.lower();
      upper[i] = axis.upper();
      spacing[i] = axis.spacing();
      count[i] = axis.count();
      periodic[i] = axis.periodic();
      stride[i] = grid.stride(i);
    }
  }

  /** Where the nodes lie. */
  public Grid grid() {
    return grid;
  }

  /** The value at a node. */
  public double at(int node) {
    return values[node];
  }

  @Override
  public int dimensions() {
    return n;
  }

  @Override
  @HotPath
  public double value(double[] x) {
    for (int i = 0; i < n; i++) {
      // Written so that NaN lies outside.
      if (!(x[i] >= lower[i] && x[i] <= upper[i])) {
        return OUTSIDE;
      }
    }
    return corner(x, 0, 0);
  }

  /** Interpolates along one axis after the other; the depth is the dimension. */
  private double corner(double[] x, int axis, int node) {
    if (axis == n) {
      return values[node];
    }
    int cell = cell(x, axis);
    double share = (x[axis] - lower[axis]) / spacing[axis] - cell;
    double near = corner(x, axis + 1, node + cell * stride[axis]);
    // A node is hit exactly: what lies behind the last one is then never asked for.
    if (share == 0) {
      return near;
    }
    double far = corner(x, axis + 1, node + next(cell, axis) * stride[axis]);
    return near + share * (far - near);
  }

  private int cell(double[] x, int axis) {
    int cell = (int) ((x[axis] - lower[axis]) / spacing[axis]);
    return Math.min(cell, periodic[axis] ? count[axis] - 1 : count[axis] - 2);
  }

  private int next(int cell, int axis) {
    return periodic[axis] && cell == count[axis] - 1 ? 0 : cell + 1;
  }

  @Override
  @HotPath
  public double valueAndGradient(double[] x, double[] gradient) {
    double value = value(x);
    for (int i = 0; value > OUTSIDE && i < n; i++) {
      gradient[i] = slope(x, 0, 0, i);
    }
    return value;
  }

  /** The slope along one axis inside the cell. */
  private double slope(double[] x, int axis, int node, int along) {
    if (axis == n) {
      return values[node];
    }
    int cell = cell(x, axis);
    double near = slope(x, axis + 1, node + cell * stride[axis], along);
    double far = slope(x, axis + 1, node + next(cell, axis) * stride[axis], along);
    double share = (x[axis] - lower[axis]) / spacing[axis] - cell;
    return axis == along ? (far - near) / spacing[axis] : near + share * (far - near);
  }
}
