package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.upwind.Boundary;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.export.hjb.upwind.UpwindSweep;

/**
 * The means and half-differences of p⁻ and p⁺ at all nodes of a slab, which is a few neighbouring
 * slices along axis 0: few enough to stay near the core until the Hamiltonian reads it. Owned by
 * one thread.
 */
final class SlabGradient {

  private final Lines lines;
  private final Boundary boundary;
  private final int halo;
  private final UpwindSweep[] sweeps;
  private final double[][][] mean;
  private final double[][][] half;
  private final double[][] ghosts;
  private final double[] padded;

  /** The rows of one line, per axis. */
  private final double[][] lineMean;

  private final double[][] lineHalf;

  SlabGradient(
      Lines lines, UpwindScheme scheme, Boundary boundary, double[] slopes, int slicesPerSlab) {
    this.lines = lines;
    this.boundary = boundary;
    halo = scheme.halo();
    int axes = lines.last() + 1;
    sweeps = new UpwindSweep[axes];
    for (int axis = 0; axis < axes; axis++) {
      sweeps[axis] = scheme.sweep(lines.length(), lines.grid().axis(axis).spacing(), slopes[axis]);
    }
    mean = new double[lines.last()][][];
    half = new double[lines.last()][][];
    for (int axis = 0; axis < lines.last(); axis++) {
      int kept = (axis == 0 ? slicesPerSlab : 1) * lines.linesPerSlice();
      mean[axis] = new double[kept][lines.length()];
      half[axis] = new double[kept][lines.length()];
    }
    ghosts = new double[2 * halo][lines.length()];
    padded = new double[lines.length() + 2 * halo];
    lineMean = new double[axes][];
    lineHalf = new double[axes][];
    lineMean[lines.last()] = new double[lines.length()];
    lineHalf[lines.last()] = new double[lines.length()];
  }

  /** Derives along axis 0, for slices from a first to before an end. */
  void slab(double[][] v, int firstSlice, int endSlice) {
    int firstLine = firstSlice * lines.linesPerSlice();
    for (int start = 0; lines.last() > 0 && start < lines.stride(0); start++) {
      sweep(v, 0, start, firstSlice, endSlice, firstLine);
    }
  }

  /** Derives along all axes between the first and the last, in one slice of the slab. */
  void slice(double[][] v, int slice) {
    int firstLine = slice * lines.linesPerSlice();
    int endLine = firstLine + lines.linesPerSlice();
    for (int axis = 1; axis < lines.last(); axis++) {
      int stride = lines.stride(axis);
      int count = lines.grid().axis(axis).count();
      for (int start = firstLine; start < endLine; start++) {
        if (start / stride % count == 0) {
          sweep(v, axis, start, 0, count, firstLine);
        }
      }
    }
  }

  /** Derives one line of that slice along the last axis too. */
  void line(double[][] v, int line, int firstSlice) {
    int last = lines.last();
    for (int axis = 0; axis < last; axis++) {
      int local =
          axis == 0 ? line - firstSlice * lines.linesPerSlice() : line % lines.linesPerSlice();
      lineMean[axis] = mean[axis][local];
      lineHalf[axis] = half[axis][local];
    }
    pad(v[line], lines.grid().axis(last));
    sweeps[last].along(padded, lineMean[last], lineHalf[last]);
  }

  /** Per axis, along the line last derived; valid until the next. */
  double[][] mean() {
    return lineMean;
  }

  double[][] half() {
    return lineHalf;
  }

  private void sweep(double[][] v, int axis, int start, int from, int to, int firstLine) {
    UpwindSweep sweep = sweeps[axis];
    int stride = lines.stride(axis);
    sweep.restart();
    for (int i = from - halo; i < to + halo; i++) {
      if (sweep.push(row(v, lines.grid().axis(axis), start, stride, i))) {
        int local = start + (i - halo) * stride - firstLine;
        sweep.derive(mean[axis][local], half[axis][local]);
      }
    }
  }

  private double[] row(double[][] v, GridAxis axis, int start, int stride, int index) {
    int n = axis.count();
    if (axis.periodic()) {
      return v[start + Math.floorMod(index, n) * stride];
    }
    if (index < 0) {
      double[] ghost = ghosts[index + halo];
      boundary.extrapolate(v[start], v[start + stride], -index, ghost);
      return ghost;
    }
    if (index >= n) {
      double[] ghost = ghosts[halo + index - n];
      boundary.extrapolate(
          v[start + (n - 1) * stride], v[start + (n - 2) * stride], index - n + 1, ghost);
      return ghost;
    }
    return v[start + index * stride];
  }

  private void pad(double[] row, GridAxis axis) {
    int n = row.length;
    System.arraycopy(row, 0, padded, halo, n);
    for (int k = 1; k <= halo; k++) {
      padded[halo - k] = axis.periodic() ? row[n - k] : boundary.extrapolate(row[0], row[1], k);
      padded[halo + n - 1 + k] =
          axis.periodic() ? row[k - 1] : boundary.extrapolate(row[n - 1], row[n - 2], k);
    }
  }
}
