package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Baseline: the mean of what was done, whatever the noise. Where two ways are equally good it goes
 * between them (theory 10.2).
 */
public final class Regression implements Method {

  @Override
  public String name() {
    return "regression";
  }

  @Override
  public String summary() {
    return "regression on demonstrations: the mean of all ways, one answer whatever the noise";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(false, 0, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(1);
  }

  // L = E |μ(o) - a|²
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    Operand<TFloat32> mean = model.answer(model.see(batch.observation()), null, null);
    return a.meanSquare(a.minus(mean, batch.chunk()));
  }

  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    // Computed once, then one row for each noise.
    Operand<TFloat32> mean = model.answer(model.see(observation), null, null);
    return a.plus(mean, a.times(0, noise));
  }
}
