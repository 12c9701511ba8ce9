package io.github.hjelm.controller.reach;

/**
 * One axis of a grid. A non-periodic axis has nodes at both ends; a periodic one leaves the upper
 * end out, which is the lower end again.
 */
public record GridAxis(
    String name, String unit, double lower, double upper, int count, boolean periodic) {

  public GridAxis {
    // Written so that NaN is refused.
    if (!(lower < upper && upper - lower < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "axis " + name + ": [" + lower + ", " + upper + "] is not a finite interval");
    }
    if (count < 2) {
      throw new IllegalArgumentException("axis " + name + ": " + count + " nodes are too few");
    }
  }

  /** The distance between neighbouring nodes. */
  public double spacing() {
    return (upper - lower) / (periodic ? count : count - 1);
  }

  /** Where a node lies. */
  public double coordinate(int index) {
    return lower + index * spacing();
  }
}
