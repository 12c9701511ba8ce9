package io.github.hjelm.controller.reach;

import io.github.hjelm.sensors.HotPath;

/**
 * A place in a {@link ValueTable}: the value there and its gradient.
 *
 * <p>Between nodes the value is the multilinear interpolant and the gradient its exact derivative.
 * A cell includes its lower faces; the uppermost cell of an axis that does not wrap includes its
 * upper face too. On a face the gradient is that of the cell the state counts to, which is
 * one-sided, and rounding may decide which one that is; the value is continuous. Periodic axes
 * wrap, whatever turn the state is in.
 *
 * <p>Belongs to one thread and allocates nothing after construction.
 */
public final class TablePoint {

  private enum Known {
    NOTHING,
    VALUE,
    GRADIENT
  }

  private final TableMemory memory;
  private final int dimensions;

  private final double[] lower;
  private final double[] upper;
  private final double[] perSpacing;
  private final int[] counts;
  private final int[] strides;
  private final boolean[] periodic;

  /** From a cell's lowest corner to each corner, where no axis wraps inside the cell. */
  private final int[] plainOffsets;

  /** The same for the cell at hand, where an axis does. */
  private final int[] wrappedOffsets;

  private final double[] corners;
  private final double[] fractions;
  private final double[] gradient;
  private final double[] slopes;

  private int base;
  private boolean wraps;
  private double value;
  private Known known = Known.NOTHING;

  TablePoint(Grid grid, TableMemory memory) {
    this.memory = memory;
    this.dimensions = grid.dimensions();
    this.lower = new double[dimensions];
    this.upper = new double[dimensions];
    this.perSpacing = new double[dimensions];
    this.counts = new int[dimensions];
    this.strides = new int[dimensions];
    this.periodic = new boolean[dimensions];
    for (int i = 0; i < dimensions; i++) {
      GridAxis axis = grid.axis(i);
      lower[i] = axis.lower();
      upper[i] = axis.upper();
      perSpacing[i] = 1 / axis.spacing();
      counts[i] = axis.count();
      strides[i] = grid.stride(i);
      periodic[i] = axis.periodic();
    }
    this.plainOffsets = new int[1 << dimensions];
    for (int corner = 0; corner < plainOffsets.length; corner++) {
      for (int i = 0; i < dimensions; i++) {
        plainOffsets[corner] += isUpper(corner, i) ? strides[i] : 0;
      }
    }
    this.wrappedOffsets = new int[1 << dimensions];
    this.corners = new double[1 << dimensions];
    this.fractions = new double[dimensions];
    this.gradient = new double[dimensions];
    this.slopes = new double[dimensions << (dimensions - 1)];
  }

  /** Looks up value and gradient. */
  @HotPath
  public TableOutcome look(double[] x) {
    TableOutcome outcome = fetch(x);
    if (outcome != TableOutcome.INSIDE) {
      return outcome;
    }
    value =
        switch (dimensions) {
          case 2 -> Multilinear.gradient2(corners, fractions, gradient);
          case 3 -> Multilinear.gradient3(corners, fractions, gradient);
          case 4 -> Multilinear.gradient4(corners, fractions, gradient);
          default -> Multilinear.gradientN(corners, fractions, slopes, gradient);
        };
    for (int i = 0; i < dimensions; i++) {
      gradient[i] *= perSpacing[i];
    }
    known = Known.GRADIENT;
    return outcome;
  }

  /** Looks up the value alone, which takes about half as long. */
  @HotPath
  public TableOutcome lookValue(double[] x) {
    TableOutcome outcome = fetch(x);
    if (outcome == TableOutcome.INSIDE) {
      value =
          switch (dimensions) {
            case 2 -> Multilinear.value2(corners, fractions);
            case 3 -> Multilinear.value3(corners, fractions);
            case 4 -> Multilinear.value4(corners, fractions);
            default -> Multilinear.valueN(corners, fractions);
          };
      known = Known.VALUE;
    }
    return outcome;
  }

  /**
   * The value at the last place, always finite.
   *
   * @throws IllegalStateException when that place was not {@link TableOutcome#INSIDE}
   */
  @HotPath
  public double value() {
    if (known == Known.NOTHING) {
      throw new IllegalStateException("there is no value off the grid: ask the outcome first");
    }
    return value;
  }

  /**
   * The derivative along one axis at the last place, per unit of the axis, always finite.
   *
   * @throws IllegalStateException when no gradient was found
   */
  @HotPath
  public double gradient(int axis) {
    requireGradient();
    return gradient[axis];
  }

  /** Writes the whole gradient, p = ∇V. */
  @HotPath
  public void gradient(double[] p) {
    requireGradient();
    System.arraycopy(gradient, 0, p, 0, dimensions);
  }

  private void requireGradient() {
    if (known != Known.GRADIENT) {
      throw new IllegalStateException("there is no gradient here: look, and ask the outcome first");
    }
  }

  private TableOutcome fetch(double[] x) {
    known = Known.NOTHING;
    base = 0;
    wraps = false;
    for (int i = 0; i < dimensions; i++) {
      if (!(periodic[i] ? locateOnCircle(i, x[i]) : locateOnInterval(i, x[i]))) {
        return whyNot(x);
      }
    }
    memory.gather(base, wraps ? offsetsAround() : plainOffsets, corners.length, corners);
    return TableOutcome.INSIDE;
  }

  private boolean locateOnInterval(int i, double x) {
    // Written so that NaN is refused.
    if (!(x >= lower[i] && x <= upper[i])) {
      return false;
    }
    double place = (x - lower[i]) * perSpacing[i];
    int cell = Math.min((int) place, counts[i] - 2);
    // Rounding may go beyond the last node by an ulp.
    fractions[i] = Math.min(place - cell, 1);
    base += cell * strides[i];
    return true;
  }

  private boolean locateOnCircle(int i, double x) {
    int count = counts[i];
    double place = (x - lower[i]) * perSpacing[i];
    if (!(place >= 0 && place < count)) {
      // The remainder is exact, however many turns away.
      place %= count;
      if (place < 0) {
        place += count;
      }
      if (place == count) {
        place = 0;
      }
      if (!(place >= 0 && place < count)) {
        return false;
      }
    }
    int cell = (int) place;
    fractions[i] = place - cell;
    base += cell * strides[i];
    wraps |= cell == count - 1;
    return true;
  }

  /** In a cell that leads from an axis' last node to its first. */
  private int[] offsetsAround() {
    for (int corner = 0; corner < wrappedOffsets.length; corner++) {
      int offset = plainOffsets[corner];
      for (int i = 0; i < dimensions; i++) {
        boolean around = periodic[i] && base / strides[i] % counts[i] == counts[i] - 1;
        if (around && isUpper(corner, i)) {
          offset -= counts[i] * strides[i];
        }
      }
      wrappedOffsets[corner] = offset;
    }
    return wrappedOffsets;
  }

  private TableOutcome whyNot(double[] x) {
    for (int i = 0; i < dimensions; i++) {
      if (Double.isNaN(x[i])) {
        return TableOutcome.NOT_A_NUMBER;
      }
    }
    return TableOutcome.OUTSIDE;
  }

  /** Corners are numbered in the order of nodes: the last axis is the lowest bit. */
  private boolean isUpper(int corner, int axis) {
    return (corner >> (dimensions - 1 - axis) & 1) == 1;
  }
}
