package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Objective;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A way to learn a policy and to draw chunks from it.
 *
 * <p>Everything is normalised. Methods hold settings and, where they distil, a trained teacher, but
 * no state.
 */
public interface Method extends Objective {

  /** The name on the command line and in tables. */
  String name();

  /** In one line, for help and reports. */
  String summary();

  /** What its network is told beside the observation. */
  Inputs inputs();

  /**
   * What a network is told beside the observation.
   *
   * @param sample whether it sees a chunk
   * @param times how many times or noise levels
   * @param outputsPerControl 1, or 2 where it answers a mean and a spread
   */
  record Inputs(boolean sample, int times, int outputsPerControl) {}

  /** With how many network evaluations it may be drawn from, fewest first. */
  List<Integer> steps();

  /**
   * Chunks [B, D] from noise [B, D] by so many evaluations of the network; the same noise gives the
   * same chunk.
   *
   * @param observation [B, O], or [1, O] for all rows
   * @param steps one of {@link #steps()}, or any other number the method can do
   */
  Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps);
}
