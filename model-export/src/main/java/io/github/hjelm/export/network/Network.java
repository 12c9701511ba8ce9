package io.github.hjelm.export.network;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The form of a network: which weights it has, and what it answers. What is learnt lies elsewhere,
 * so one form serves the network in training, its running average and a frozen teacher.
 */
public interface Network {

  /** What it is fed and answers. */
  NetworkShape shape();

  /** Its weights. */
  WeightLayout layout();

  /** In one line, for reports, and for telling checkpoints apart. */
  String description();

  /**
   * What of the answer depends on the observation alone: computed once, however many steps follow.
   *
   * @param observation [B, O], or [1, O] for all rows
   */
  List<Operand<TFloat32>> see(Algebra a, Weights weights, Operand<TFloat32> observation);

  /**
   * The answer, [B, {@link NetworkShape#outputSize()}].
   *
   * @param seen what {@link #see} made of the observation
   * @param sample a chunk, [B, D]; null where the shape has none
   * @param times [B, times], or [1, times] for all rows; null where the shape has none
   */
  Operand<TFloat32> answer(
      Algebra a,
      Weights weights,
      List<Operand<TFloat32>> seen,
      @Nullable Operand<TFloat32> sample,
      @Nullable Operand<TFloat32> times);
}
