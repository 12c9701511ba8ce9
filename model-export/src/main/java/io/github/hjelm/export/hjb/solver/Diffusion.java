package io.github.hjelm.export.hjb.solver;

/** The matrix σ(x) of dX = f dt + σ dW; called from many threads. */
@FunctionalInterface
public interface Diffusion {

  /** Writes σ, n rows and n columns, row by row. */
  void at(double[] x, double[] sigma);

  /** Independent noise on each axis, the same everywhere. */
  static Diffusion diagonal(double... sigmas) {
    double[] kept = sigmas.clone();
    return (x, sigma) -> {
      for (int i = 0; i < kept.length; i++) {
        for (int j = 0; j < kept.length; j++) {
          sigma[i * kept.length + j] = i == j ? kept[i] : 0;
        }
      }
    };
  }
}
