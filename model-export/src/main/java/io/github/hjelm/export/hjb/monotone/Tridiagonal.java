package io.github.hjelm.export.hjb.monotone;

/** Solves the chain on a line exactly, without pivoting: the matrix is an M-matrix. */
final class Tridiagonal {

  private final double[] ratio;

  Tridiagonal(int size) {
    ratio = new double[size];
  }

  // (ρ + λ⁺ + λ⁻) vᵢ - λ⁺ vᵢ₊₁ - λ⁻ vᵢ₋₁ = κ                                  (theory 02.6)
  void solve(ChainRows rows, double[] v) {
    int last = v.length - 1;
    double pivot = rows.totalRate(0);
    ratio[0] = rows.up(0, 0) / pivot;
    v[0] = rows.cost(0) / pivot;
    for (int i = 1; i <= last; i++) {
      double down = rows.down(i, 0);
      pivot = rows.totalRate(i) - down * ratio[i - 1];
      ratio[i] = rows.up(i, 0) / pivot;
      v[i] = (rows.cost(i) + down * v[i - 1]) / pivot;
    }
    for (int i = last - 1; i >= 0; i--) {
      v[i] += ratio[i] * v[i + 1];
    }
  }
}
