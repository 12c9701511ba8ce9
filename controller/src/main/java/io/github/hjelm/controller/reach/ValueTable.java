package io.github.hjelm.controller.reach;

import org.jspecify.annotations.Nullable;

/**
 * One number per node of a grid, looked up between the nodes by multilinear interpolation.
 *
 * <p>Immutable, so any number of threads may share it; each looks up through a {@link TablePoint}
 * of its own. What is in a table is finite and so small that no difference quotient overflows.
 */
public final class ValueTable {

  /** A cell of twelve dimensions has 4096 corners; nobody solves a grid of more. */
  public static final int MAX_DIMENSIONS = 12;

  /** What float can hold, so that differences of differences stay finite in double. */
  static final double LARGEST_VALUE = Float.MAX_VALUE;

  /** With {@link #LARGEST_VALUE}, keeps every gradient finite. */
  private static final double SMALLEST_SPACING = 1e-100;

  private final Grid grid;
  private final TableMemory memory;

  private ValueTable(Grid grid, TableMemory memory) {
    this.grid = grid;
    this.memory = memory;
  }

  /** A table on the heap; from now on the array belongs to it. */
  public static ValueTable of(Grid grid, float[] values) {
    return checked(grid, new TableMemory.HeapFloats(values));
  }

  /** A table on the heap; from now on the array belongs to it. */
  public static ValueTable of(Grid grid, double[] values) {
    return checked(grid, new TableMemory.HeapDoubles(values));
  }

  private static ValueTable checked(Grid grid, TableMemory memory) {
    String fault = fault(grid, memory);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
    return new ValueTable(grid, memory);
  }

  /** A table in memory that was found without {@linkplain #fault fault}. */
  static ValueTable trusted(Grid grid, TableMemory memory) {
    return new ValueTable(grid, memory);
  }

  /** What is wrong with these values on this grid, or null. */
  static @Nullable String fault(Grid grid, TableMemory memory) {
    if (grid.dimensions() > MAX_DIMENSIONS) {
      return "has " + grid.dimensions() + " axes, more than " + MAX_DIMENSIONS;
    }
    if (grid.size() != memory.size()) {
      return "has " + memory.size() + " values for " + grid.size() + " nodes";
    }
    for (GridAxis axis : grid.axes()) {
      int last = axis.count() - 1;
      boolean distinct =
          axis.coordinate(1) > axis.lower() && axis.coordinate(last) > axis.coordinate(last - 1);
      if (!distinct || !(axis.spacing() >= SMALLEST_SPACING)) {
        return "has nodes too close to be told apart on axis " + axis.name();
      }
    }
    for (int node = 0; node < memory.size(); node++) {
      // Written so that NaN is found.
      if (!(Math.abs(memory.get(node)) <= LARGEST_VALUE)) {
        return "has the value " + memory.get(node) + " at node " + node + ", which is not usable";
      }
    }
    return null;
  }

  public Grid grid() {
    return grid;
  }

  /** The value at a node. */
  public double at(int node) {
    return memory.get(node);
  }

  /** What a thread looks values up with. */
  public TablePoint newPoint() {
    return new TablePoint(grid, memory);
  }
}
