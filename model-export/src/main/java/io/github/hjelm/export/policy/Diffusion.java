package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The teacher: a diffusion policy. Its network takes noise off a chunk, which is to know the score
 * ∇log p_σ = (D(x, σ) - x)/σ² (theory 06.1).
 */
public final class Diffusion implements Method {

  /** How noisy a chunk is taken to be once it is drawn: a larger level prefers frequent ways. */
  private static final double POLISH = 0.1;

  private final Edm edm;

  public Diffusion(Edm edm) {
    this.edm = edm;
  }

  /** Its noise levels. */
  public Edm edm() {
    return edm;
  }

  @Override
  public String name() {
    return "teacher";
  }

  @Override
  public String summary() {
    return "diffusion, the teacher: reverse SDE, DDIM and probability-flow ODE";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(true, 1, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(10, 100);
  }

  // ln σ ~ N(-1.2, 1.2²),   L = E λ(σ) |D(a + σ z, σ, o) - a|²   (theory 06.2)
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    Operand<TFloat32> drawn = chance.normal(batch.size(), 1);
    Operand<TFloat32> sigma = a.exp(a.plus(a.times(Edm.LOG_DEVIATION, drawn), Edm.LOG_MEAN));
    Operand<TFloat32> x = a.plus(batch.chunk(), a.times(sigma, batch.noise()));
    Operand<TFloat32> denoised = edm.denoised(a, model, model.see(batch.observation()), x, sigma);
    Operand<TFloat32> error = a.square(a.minus(denoised, batch.chunk()));
    return a.mean(a.times(edm.weight(a, sigma), error));
  }

  // DDIM, which is Euler on the probability-flow ODE dx/dσ = (x - D)/σ:
  //   x ← D + (σ'/σ)(x - D)   (theory 06.5)
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    double[] levels = edm.levels(steps);
    Operand<TFloat32> x = a.times(edm.most(), noise);
    for (int i = 0; i < steps; i++) {
      Operand<TFloat32> d = edm.denoised(a, model, seen, x, a.row(levels[i]));
      x = a.plus(d, a.times(levels[i + 1] / levels[i], a.minus(x, d)));
    }
    return x;
  }

  // Heun on the same equation: the slope is the mean of both ends', but for the last step
  // (theory 06.6).
  /** Chunks by the probability-flow ODE in so many steps of two evaluations each. */
  public Operand<TFloat32> drawByOde(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    double[] levels = edm.levels(steps);
    Operand<TFloat32> x = a.times(edm.most(), noise);
    for (int i = 0; i < steps; i++) {
      if (levels[i + 1] == 0) {
        return edm.denoised(a, model, seen, x, a.row(levels[i]));
      }
      x = heun(a, model, seen, x, a.row(levels[i]), a.row(levels[i + 1]));
    }
    return x;
  }

  /** One step of Heun's method from a noise level to a lower one that is not zero. */
  Operand<TFloat32> heun(
      Algebra a,
      Model model,
      List<Operand<TFloat32>> seen,
      Operand<TFloat32> x,
      Operand<TFloat32> from,
      Operand<TFloat32> to) {
    Operand<TFloat32> step = a.minus(to, from);
    Operand<TFloat32> slope = a.over(a.minus(x, edm.denoised(a, model, seen, x, from)), from);
    Operand<TFloat32> euler = a.plus(x, a.times(step, slope));
    Operand<TFloat32> there = edm.denoised(a, model, seen, euler, to);
    Operand<TFloat32> slopeThere = a.over(a.minus(euler, there), to);
    return a.plus(x, a.times(a.times(0.5, step), a.plus(slope, slopeThere)));
  }

  // x ← D(x, 0.1)   (theory 06.9)
  /**
   * What the probability-flow ODE makes of noise, but for a chunk that it left between two ways:
   * that goes to the nearer. A function of the noise still, so that students can learn it.
   */
  public Operand<TFloat32> drawPolished(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    Operand<TFloat32> x = drawByOde(a, model, observation, noise, steps);
    return edm.denoised(a, model, model.see(observation), x, a.row(POLISH));
  }

  // Reverse SDE, each step exact for the chunk that D names:
  //   x ← D + (σ'²/σ²)(x - D) + σ' √(1 - σ'²/σ²) ξ   (theory 06.7)
  /** Chunks by the reverse SDE in so many steps. */
  public Operand<TFloat32> drawBySde(
      Algebra a,
      Model model,
      Operand<TFloat32> observation,
      Operand<TFloat32> noise,
      int steps,
      Chance chance) {
    List<Operand<TFloat32>> seen = model.see(observation);
    double[] levels = edm.levels(steps);
    Operand<TFloat32> x = a.times(edm.most(), noise);
    for (int i = 0; i < steps; i++) {
      Operand<TFloat32> d = edm.denoised(a, model, seen, x, a.row(levels[i]));
      double ratio = (levels[i + 1] / levels[i]) * (levels[i + 1] / levels[i]);
      x = a.plus(d, a.times(ratio, a.minus(x, d)));
      if (levels[i + 1] > 0) {
        double spread = levels[i + 1] * Math.sqrt(1 - ratio);
        x = a.plus(x, a.times(spread, chance.normal(a.shape(noise))));
      }
    }
    return x;
  }
}
