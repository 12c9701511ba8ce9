package io.github.hjelm.export.train;

import io.github.hjelm.export.network.Algebra;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What one step of training sees.
 *
 * @param size B
 * @param observation [B, O]
 * @param chunk [B, D]: what the demonstrator did, or what a teacher answered
 * @param noise [B, D]: standard normal; where a teacher answered, the noise that it was given
 */
public record Batch(
    int size, Operand<TFloat32> observation, Operand<TFloat32> chunk, Operand<TFloat32> noise) {

  /** Rows from up to end. */
  public Batch rows(Algebra a, int from, int end) {
    return new Batch(
        end - from,
        a.rows(observation, from, end),
        a.rows(chunk, from, end),
        a.rows(noise, from, end));
  }
}
