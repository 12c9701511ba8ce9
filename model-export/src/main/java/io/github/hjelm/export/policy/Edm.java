package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Noise levels of a diffusion, x = a + σ z, and how a network is scaled so that it sees and answers
 * numbers of size one at every level (theory 06.1).
 *
 * @param data standard deviation of the chunks
 * @param least the noise level that counts as none
 * @param most the noise level at which nothing of the chunk is left to see
 */
public record Edm(double data, double least, double most) {

  /** ρ of Karras et al.: steps grow shorter towards the data. */
  private static final double RHO = 7;

  /** Where training draws noise levels: ln σ ~ N(-1.2, 1.2²), the levels that are hard to learn. */
  static final double LOG_MEAN = -1.2;

  static final double LOG_DEVIATION = 1.2;

  /** Chunks that all but one number of are the same would be divided by nothing. */
  private static final double LEAST_DATA = 0.05;

  private static final double LEAST = 0.005;
  private static final double MOST = 20;

  /** For chunks of that spread. */
  public static Edm of(double deviation) {
    return new Edm(Math.max(LEAST_DATA, deviation), LEAST, MOST);
  }

  // σ_i = (σ_max^{1/ρ} + i/n (σ_min^{1/ρ} - σ_max^{1/ρ}))^ρ for i = 0 … n-1,  σ_n = 0
  // (theory 06.4)
  /** The levels that n steps pass through, from the most to none: n + 1 of them. */
  public double[] levels(int n) {
    double[] levels = new double[n + 1];
    double from = Math.pow(most, 1 / RHO);
    double to = Math.pow(least, 1 / RHO);
    for (int i = 0; i < n; i++) {
      double done = n == 1 ? 0 : (double) i / (n - 1);
      levels[i] = Math.pow(from + done * (to - from), RHO);
    }
    return levels;
  }

  /** The level when that part of the way is done, from the most, 0, to the least, 1. */
  Operand<TFloat32> level(Algebra a, Operand<TFloat32> done) {
    double from = Math.pow(most, 1 / RHO);
    double to = Math.pow(least, 1 / RHO);
    return a.tf().math.pow(a.plus(a.times(to - from, done), from), a.number(RHO));
  }

  // D(x, σ) = c_skip x + c_out F(c_in x, ¼ ln σ)
  // c_skip = σ_d²/(σ² + σ_d²),  c_out = σ σ_d/√(σ² + σ_d²),  c_in = 1/√(σ² + σ_d²)   (theory 06.3)
  /** What the chunk was before the noise, [B, D]. */
  public Operand<TFloat32> denoised(
      Algebra a,
      Model model,
      List<Operand<TFloat32>> seen,
      Operand<TFloat32> x,
      Operand<TFloat32> sigma) {
    return denoised(a, model, seen, x, sigma, noiseFeature(a, sigma));
  }

  /** The same of a network that is told something else than the noise level, or more. */
  Operand<TFloat32> denoised(
      Algebra a,
      Model model,
      List<Operand<TFloat32>> seen,
      Operand<TFloat32> x,
      Operand<TFloat32> sigma,
      Operand<TFloat32> told) {
    Operand<TFloat32> variance = a.plus(a.square(sigma), data * data);
    Operand<TFloat32> size = a.sqrt(variance);
    Operand<TFloat32> skip = a.over(a.number(data * data), variance);
    Operand<TFloat32> out = a.over(a.times(data, sigma), size);
    Operand<TFloat32> f = model.answer(seen, a.over(x, size), told);
    return a.plus(a.times(skip, x), a.times(out, f));
  }

  // ¼ ln σ
  static Operand<TFloat32> noiseFeature(Algebra a, Operand<TFloat32> sigma) {
    return a.times(0.25, a.log(sigma));
  }

  // λ(σ) = (σ² + σ_d²)/(σ σ_d)²   (theory 06.2)
  /** What makes errors at all levels count alike. */
  Operand<TFloat32> weight(Algebra a, Operand<TFloat32> sigma) {
    Operand<TFloat32> variance = a.plus(a.square(sigma), data * data);
    return a.over(variance, a.square(a.times(data, sigma)));
  }
}
