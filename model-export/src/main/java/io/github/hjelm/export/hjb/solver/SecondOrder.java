package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.SolveRefusal;
import org.jspecify.annotations.Nullable;

/**
 * ½ Tr(σσᵀ ∇²V) along lines of nodes (theory 01.25), by differences whose outer weights are never
 * negative, so that the whole stays monotone; noise for which that cannot be is refused.
 *
 * <p>At the ends of a non-periodic axis V continues as a straight line. Owned by one thread.
 */
final class SecondOrder {

  /** a_ij = (σσᵀ)_ij, row by row; the lower half is not read. */
  private final @Nullable CoefficientTable[] covariance;

  private final Lines lines;
  private final Grid grid;
  private final int n;
  private final double[] forth;
  private final double[] back;

  private SecondOrder(Lines lines, @Nullable CoefficientTable[] covariance) {
    this.lines = lines;
    this.covariance = covariance;
    grid = lines.grid();
    n = grid.dimensions();
    forth = new double[lines.length()];
    back = new double[lines.length()];
  }

  static SecondOrder of(Lines lines, Diffusion diffusion) throws SolveRefusal {
    Grid grid = lines.grid();
    Covariance covariance = new Covariance(diffusion, grid.dimensions());
    covariance.requireDominance(grid);
    return new SecondOrder(lines, CoefficientTable.all(grid, covariance));
  }

  /** The same tables for another thread. */
  SecondOrder twin() {
    return new SecondOrder(lines, covariance);
  }

  /** Adds Σᵢ aᵢᵢ/Δxᵢ² along a line, in 1/s. */
  void addRates(int line, double[] rates) {
    for (int axis = 0; axis < n; axis++) {
      CoefficientTable a = covariance[axis * n + axis];
      if (a != null) {
        double spacing = grid.axis(axis).spacing();
        LineMath.addMultiple(1 / (spacing * spacing), a.row(line), rates);
      }
    }
  }

  /** Adds the term along a line. */
  void add(double[][] v, int line, double[] h) {
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        CoefficientTable a = covariance[i * n + j];
        if (a != null && i == j) {
          addStraight(v, line, i, a.row(line), h);
        } else if (a != null) {
          addCrossed(v, line, i, j, a.row(line), h);
        }
      }
    }
  }

  // ½ a (v₊ - 2v + v₋)/Δx²
  private void addStraight(double[][] v, int line, int axis, double[] a, double[] h) {
    double spacing = grid.axis(axis).spacing();
    double k = 0.5 / (spacing * spacing);
    if (axis < n - 1) {
      int next = neighbour(line, axis, 1);
      int previous = neighbour(line, axis, -1);
      if (next >= 0 && previous >= 0) {
        LineMath.addSecondDifference(k, a, v[previous], v[line], v[next], h);
      }
      return;
    }
    shift(v[line], 1, forth);
    shift(v[line], -1, back);
    LineMath.addSecondDifference(k, a, back, v[line], forth, h);
  }

  // a > 0: a (2v + v₊₊ + v₋₋ - v₊₀ - v₋₀ - v₀₊ - v₀₋)/(2 Δxᵢ Δxⱼ); a < 0: the other diagonal.
  private void addCrossed(double[][] v, int line, int i, int j, double[] a, double[] h) {
    double k = 0.5 / (grid.axis(i).spacing() * grid.axis(j).spacing());
    int next = neighbour(line, i, 1);
    int previous = neighbour(line, i, -1);
    if (next < 0 || previous < 0) {
      return;
    }
    if (j == n - 1) {
      crossLast(v[previous], v[line], v[next], k, a, h);
      return;
    }
    int up = neighbour(line, j, 1);
    int down = neighbour(line, j, -1);
    if (up < 0 || down < 0) {
      return;
    }
    double[][] rising = {v[neighbour(next, j, 1)], v[neighbour(previous, j, -1)]};
    double[][] falling = {v[neighbour(next, j, -1)], v[neighbour(previous, j, 1)]};
    for (int node = 0; node < h.length; node++) {
      double[][] diagonal = a[node] > 0 ? rising : falling;
      double corners = 2 * v[line][node] + diagonal[0][node] + diagonal[1][node];
      double sides = v[next][node] + v[previous][node] + v[up][node] + v[down][node];
      h[node] += k * Math.abs(a[node]) * (corners - sides);
    }
  }

  private void crossLast(
      double[] previous, double[] here, double[] next, double k, double[] a, double[] h) {
    int count = h.length;
    boolean wraps = grid.axis(n - 1).periodic();
    for (int node = wraps ? 0 : 1; node < (wraps ? count : count - 1); node++) {
      int up = node + 1 == count ? 0 : node + 1;
      int down = node == 0 ? count - 1 : node - 1;
      boolean rising = a[node] > 0;
      double corners = 2 * here[node] + next[rising ? up : down] + previous[rising ? down : up];
      double sides = next[node] + previous[node] + here[up] + here[down];
      h[node] += k * Math.abs(a[node]) * (corners - sides);
    }
  }

  /** The line one step along an axis other than the last; -1 beyond the grid. */
  private int neighbour(int line, int axis, int step) {
    int stride = lines.stride(axis);
    int count = grid.axis(axis).count();
    int index = line / stride % count;
    int wanted = index + step;
    if (wanted >= 0 && wanted < count) {
      return line + step * stride;
    }
    return grid.axis(axis).periodic() ? line - step * (count - 1) * stride : -1;
  }

  private void shift(double[] row, int step, double[] shifted) {
    int count = row.length;
    if (step > 0) {
      System.arraycopy(row, 1, shifted, 0, count - 1);
      shifted[count - 1] =
          grid.axis(n - 1).periodic() ? row[0] : 2 * row[count - 1] - row[count - 2];
    } else {
      System.arraycopy(row, 0, shifted, 1, count - 1);
      shifted[0] = grid.axis(n - 1).periodic() ? row[count - 1] : 2 * row[0] - row[1];
    }
  }
}
