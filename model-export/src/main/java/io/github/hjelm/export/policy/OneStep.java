package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The whole way in one evaluation: what the teacher makes of a noise, learnt by heart from pairs
 * (theory 10.1).
 */
public final class OneStep implements Method {

  /** c of pseudo-Huber: errors of a hundredth of the range are small. */
  private static final double HUBER = 0.01;

  @Override
  public String name() {
    return "one-step";
  }

  @Override
  public String summary() {
    return "one evaluation, trained on the teacher's own pairs of noise and chunk";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(true, 0, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(1);
  }

  // L = E huber(μ(z, o) - a(z, o)),  a what the teacher's flow makes of z   (theory 10.1)
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    Operand<TFloat32> answer = model.answer(model.see(batch.observation()), batch.noise(), null);
    return PseudoHuber.mean(a, a.minus(answer, batch.chunk()), HUBER);
  }

  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    return model.answer(model.see(observation), noise, null);
  }
}
