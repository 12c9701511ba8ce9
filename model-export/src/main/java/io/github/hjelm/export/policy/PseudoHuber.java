package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Errors counted squared while they are small, and by their size beyond: where two answers are
 * right, the least loss is at one of them and not between (theory 08.4).
 */
final class PseudoHuber {

  /** A hundredth of the range: what is taught by a teacher's own answers is right to that. */
  static final double OF_ANSWERS = 0.01;

  private PseudoHuber() {}

  // √(|e|²/d + c²) - c, mean over rows   (theory 08.4)
  /**
   * The mean over rows of an error [B, d].
   *
   * @param c where small ends, per number of a row
   */
  static Operand<TFloat32> mean(Algebra a, Operand<TFloat32> error, double c) {
    Operand<TFloat32> squares = a.tf().math.mean(a.square(error), a.tf().constant(1));
    return a.plus(a.mean(a.sqrt(a.plus(squares, c * c))), -c);
  }
}
