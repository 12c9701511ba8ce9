package io.github.hjelm.controller.reach;

import java.util.List;

/** Nodes at the crossings of axes. Node numbers run in C order: the last axis is contiguous. */
public final class Grid {

  private final List<GridAxis> axes;
  private final int[] strides;
  private final int size;

  public Grid(List<GridAxis> axes) {
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("a grid needs an axis");
    }
    this.axes = List.copyOf(axes);
    this.strides = new int[axes.size()];
    long stride = 1;
    for (int axis = axes.size() - 1; axis >= 0; axis--) {
      strides[axis] = (int) stride;
      stride *= axes.get(axis).count();
      if (stride > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a grid of more than " + Integer.MAX_VALUE + " nodes is too large");
      }
    }
    this.size = (int) stride;
  }

  public List<GridAxis> axes() {
    return axes;
  }

  public GridAxis axis(int index) {
    return axes.get(index);
  }

  public int dimensions() {
    return axes.size();
  }

  /** How many nodes. */
  public int size() {
    return size;
  }

  /** How many nodes lie between neighbours along an axis. */
  public int stride(int axis) {
    return strides[axis];
  }

  /** A node's place along one axis. */
  public int index(int node, int axis) {
    return node / strides[axis] % axes.get(axis).count();
  }

  /** Writes where a node lies. */
  public void coordinates(int node, double[] x) {
    for (int axis = 0; axis < strides.length; axis++) {
      x[axis] = axes.get(axis).coordinate(index(node, axis));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grid grid && grid.axes.equals(axes);
  }

  @Override
  public int hashCode() {
    return axes.hashCode();
  }

  @Override
  public String toString() {
    return axes.toString();
  }
}
