package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.WeightLayout;
import io.github.hjelm.export.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Networks with nothing to learn: they answer what a perfectly trained one would. */
final class Known implements Network {

  /** What is answered to a sample and times; those not fed are a row of zeros. */
  @FunctionalInterface
  interface Answer {
    Operand<TFloat32> of(Algebra a, Operand<TFloat32> sample, Operand<TFloat32> times);
  }

  private final NetworkShape shape;
  private final Answer answer;

  private Known(NetworkShape shape, Answer answer) {
    this.shape = shape;
    this.answer = answer;
  }

  /** For a method on chunks of so many numbers. */
  static Known of(Method method, int dimensions, Answer answer) {
    return new Known(shape(method, dimensions), answer);
  }

  static NetworkShape shape(Method method, int dimensions) {
    Method.Inputs inputs = method.inputs();
    return new NetworkShape(
        1, dimensions, 1, inputs.sample(), inputs.times(), inputs.outputsPerControl());
  }

  /** The same, off by ε times something. */
  Known nudged(double epsilon, Answer direction) {
    return new Known(
        shape,
        (a, sample, times) ->
            a.plus(answer.of(a, sample, times), a.times(epsilon, direction.of(a, sample, times))));
  }

  // E[α a + β z | scale·a + noise·z = x], as GaussianMixture has it in double
  private static Operand<TFloat32> expected(
      Algebra a,
      GaussianMixture mixture,
      Operand<TFloat32> x,
      Operand<TFloat32> scale,
      Operand<TFloat32> noise,
      double beta) {
    List<Operand<TFloat32>> logits = new ArrayList<>();
    List<Operand<TFloat32>> means = new ArrayList<>();
    int d = mixture.dimensions();
    for (GaussianMixture.Part part : mixture.parts()) {
      double square = part.deviation() * part.deviation();
      Operand<TFloat32> mean =
          a.row(part.mean().stream().mapToDouble(Double::doubleValue).toArray());
      Operand<TFloat32> variance = a.plus(a.times(square, a.square(scale)), a.square(noise));
      Operand<TFloat32> off = a.minus(x, a.times(scale, mean));
      Operand<TFloat32> spread = a.plus(a.times(d, a.log(variance)), -2 * Math.log(part.share()));
      Operand<TFloat32> far = a.over(a.rowSum(a.square(off)), variance);
      logits.add(a.times(-0.5, a.plus(far, spread)));
      Operand<TFloat32> gain =
          a.over(a.plus(a.times(square, scale), a.times(beta, noise)), variance);
      means.add(a.plus(mean, a.times(gain, off)));
    }
    Operand<TFloat32> shares = a.tf().nn.softmax(a.beside(logits));
    Operand<TFloat32> sum = a.times(a.columns(shares, 0, 1), means.get(0));
    for (int k = 1; k < means.size(); k++) {
      sum = a.plus(sum, a.times(a.columns(shares, k, k + 1), means.get(k)));
    }
    return sum;
  }

  /** E[a - z | x_t]. */
  static Known velocity(Method method, GaussianMixture mixture) {
    return of(
        method, mixture.dimensions(), (a, x, t) -> expected(a, mixture, x, t, a.oneMinus(t), -1));
  }

  // E a at time 0, D(x, 1 - t*) at time t* = 0.9
  /** Both looks of {@link Mip}. */
  static Known twoLooks(GaussianMixture mixture) {
    return of(
        new Mip(),
        mixture.dimensions(),
        (a, x, t) -> {
          Operand<TFloat32> second = a.times(1 / 0.9, t);
          Operand<TFloat32> mended = expected(a, mixture, x, a.row(1), a.row(0.1), 0);
          return a.plus(
              a.times(second, mended), a.times(a.oneMinus(second), a.row(mixture.mean(0))));
        });
  }

  /** What {@link Edm#denoised} must be told so that it answers E[a | x, σ]. */
  static Known denoiser(Edm edm, GaussianMixture mixture) {
    return of(
        new Diffusion(edm),
        mixture.dimensions(),
        (a, scaled, told) -> {
          Operand<TFloat32> sigma = a.exp(a.times(4, told));
          return unscaled(
              a, edm, scaled, sigma, (x, level) -> expected(a, mixture, x, a.row(1), level, 0));
        });
  }

  private interface OfLevel {
    Operand<TFloat32> of(Operand<TFloat32> x, Operand<TFloat32> sigma);
  }

  // F = (D(x, σ) - c_skip x)/c_out with x = y √(σ² + σ_d²)
  private static Operand<TFloat32> unscaled(
      Algebra a, Edm edm, Operand<TFloat32> y, Operand<TFloat32> sigma, OfLevel wanted) {
    double data = edm.data();
    Operand<TFloat32> size = a.sqrt(a.plus(a.square(sigma), data * data));
    Operand<TFloat32> x = a.times(y, size);
    Operand<TFloat32> skip = a.over(a.number(data * data), a.square(size));
    Operand<TFloat32> out = a.over(a.times(data, sigma), size);
    return a.over(a.minus(wanted.of(x, sigma), a.times(skip, x)), out);
  }

  // G = m + R (x - m) with R² = (v + s²)/(v + σ²) (theory 08.7), so with κ = s/σ
  //   g = m + (x - m) (R - κ)/(1 - κ) = m + (x - m) v (1 + κ)/((v + σ²)(R + κ))
  /** The consistency map of one Gaussian. */
  static Known consistency(Method method, Edm edm, double mean, double deviation) {
    double v = deviation * deviation;
    return of(
        method,
        1,
        (a, scaled, told) -> {
          Operand<TFloat32> from = a.exp(a.times(4, a.columns(told, 0, 1)));
          Operand<TFloat32> kept = a.columns(told, 1, 2);
          return unscaled(
              a,
              edm,
              scaled,
              from,
              (x, sigma) -> {
                Operand<TFloat32> wide = a.plus(a.square(sigma), v);
                Operand<TFloat32> narrow = a.plus(a.square(a.times(kept, sigma)), v);
                Operand<TFloat32> ratio = a.sqrt(a.over(narrow, wide));
                Operand<TFloat32> gain =
                    a.over(a.times(v, a.plus(kept, 1)), a.times(wide, a.plus(ratio, kept)));
                return a.plus(a.times(gain, a.plus(x, -mean)), mean);
              });
        });
  }

  // X = t m + (x - s m) √(v_t/v_s) (theory 09.5) with v_t = t² v + (1 - t)² and t = s + d, so
  //   F = (X - x)/d = m + (x - s m) ((t + s) v - (2 - t - s))/(v_s (√(v_t/v_s) + 1))
  /** The flow map of one Gaussian. */
  static Known flowMap(Method method, double mean, double deviation) {
    double v = deviation * deviation;
    return of(
        method,
        1,
        (a, x, told) -> {
          Operand<TFloat32> s = a.columns(told, 0, 1);
          Operand<TFloat32> t = a.plus(s, a.columns(told, 1, 2));
          Operand<TFloat32> both = a.plus(s, t);
          Operand<TFloat32> vs = a.plus(a.times(v, a.square(s)), a.square(a.oneMinus(s)));
          Operand<TFloat32> vt = a.plus(a.times(v, a.square(t)), a.square(a.oneMinus(t)));
          Operand<TFloat32> rise = a.plus(a.times(v + 1, both), -2);
          Operand<TFloat32> gain = a.over(rise, a.times(vs, a.plus(a.sqrt(a.over(vt, vs)), 1)));
          return a.plus(a.times(gain, a.minus(x, a.times(mean, s))), mean);
        });
  }

  @Override
  public NetworkShape shape() {
    return shape;
  }

  @Override
  public WeightLayout layout() {
    return new WeightLayout();
  }

  @Override
  public String description() {
    return "known in closed form";
  }

  @Override
  public List<Operand<TFloat32>> see(Algebra a, Weights weights, Operand<TFloat32> observation) {
    return List.of(a.times(0, a.columns(observation, 0, 1)));
  }

  @Override
  public Operand<TFloat32> answer(
      Algebra a,
      Weights weights,
      List<Operand<TFloat32>> seen,
      @Nullable Operand<TFloat32> sample,
      @Nullable Operand<TFloat32> times) {
    Operand<TFloat32> zeros = a.row(new double[shape.chunkSize()]);
    Operand<TFloat32> zero = a.row(new double[Math.max(1, shape.times())]);
    return a.plus(
        answer.of(
            a, Objects.requireNonNullElse(sample, zeros), Objects.requireNonNullElse(times, zero)),
        seen.get(0));
  }
}
