package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Chance;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** One way to draw chunks from a trained network: a method, and in how many steps. */
@FunctionalInterface
public interface Drawing {

  /**
   * Chunks [B, D] from noise [B, D].
   *
   * @param chance for what is drawn on the way; whoever exports a policy draws nothing from it
   */
  Operand<TFloat32> draw(
      Algebra a,
      Model model,
      Operand<TFloat32> observation,
      Operand<TFloat32> noise,
      Chance chance);

  /** By so many evaluations of the network. */
  static Drawing of(Method method, int steps) {
    return (a, model, observation, noise, chance) ->
        method.draw(a, model, observation, noise, steps);
  }
}
