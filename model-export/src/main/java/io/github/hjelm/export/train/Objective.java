package io.github.hjelm.export.train;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What training makes small. */
@FunctionalInterface
public interface Objective {

  /**
   * A scalar.
   *
   * @param model what is trained
   * @param average the same network with the running average of its weights; learns nothing here
   * @param chance for everything drawn anew in each step
   */
  Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance);
}
