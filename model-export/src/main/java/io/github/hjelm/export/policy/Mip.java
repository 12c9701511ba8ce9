package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Baseline: a first guess from the observation alone, and a second look that has learnt to mend
 * guesses which are a little off (MIP, theory 10.3). Whatever the noise, one answer.
 */
public final class Mip implements Method {

  /** t*: how much of the chunk the second look is trusted to have been shown. */
  private static final double SHOWN = 0.9;

  @Override
  public String name() {
    return "mip";
  }

  @Override
  public String summary() {
    return "regression in two steps, the second mending the first; one answer whatever the noise";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(true, 1, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(2);
  }

  // L = E |f(o, 0, 0) - a|²/t*² + E |f(o, a + (1 - t*) ε, t*) - a|²/(1 - t*)²
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    List<Operand<TFloat32>> seen = model.see(batch.observation());
    Operand<TFloat32> guess = model.answer(seen, nothing(a, model), a.row(0));
    Operand<TFloat32> off = a.plus(batch.chunk(), a.times(1 - SHOWN, batch.noise()));
    Operand<TFloat32> mended = model.answer(seen, off, a.row(SHOWN));
    double left = 1 - SHOWN;
    return a.plus(
        a.times(1 / (SHOWN * SHOWN), a.meanSquare(a.minus(guess, batch.chunk()))),
        a.times(1 / (left * left), a.meanSquare(a.minus(mended, batch.chunk()))));
  }

  // a₀ = f(o, 0, 0),  a = f(o, a₀, t*)
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    Operand<TFloat32> guess = model.answer(seen, nothing(a, model), a.row(0));
    Operand<TFloat32> mended = model.answer(seen, guess, a.row(SHOWN));
    // Computed once, then one row for each noise.
    return a.plus(mended, a.times(0, noise));
  }

  private static Operand<TFloat32> nothing(Algebra a, Model model) {
    return a.row(new double[model.shape().chunkSize()]);
  }
}
