package io.github.hjelm.export.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Layers that TensorFlow has no operation for, made of those it has. Batches come first. */
final class Layers {

  /** Below the variance of anything that says something, and far above float32's rounding of it. */
  private static final double NO_VARIANCE = 1e-5;

  private Layers() {}

  /** The same numbers, in another shape; one side may be -1. */
  static Operand<TFloat32> shaped(Algebra a, Operand<TFloat32> x, int... shape) {
    return a.tf().reshape(x, a.tf().constant(shape));
  }

  /** x·W + b of matrices, which TensorFlow fuses with a ReLU behind it. */
  static Operand<TFloat32> dense(
      Algebra a, Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
    return a.tf().nn.biasAdd(a.matmul(x, weight), bias);
  }

  /**
   * A convolution along time, which TensorFlow fuses with a ReLU behind it.
   *
   * @param x [B, 1, steps, channels]
   * @param filter [1, taps, channels, outputs]
   * @param stride how many steps one output is further than the one before; what is beyond the ends
   *     is zero
   */
  static Operand<TFloat32> convolution(
      Algebra a,
      Operand<TFloat32> x,
      Operand<TFloat32> filter,
      Operand<TFloat32> bias,
      long stride) {
    // Of the axis of one row each stride takes the one row.
    List<Long> strides = List.of(1L, stride, stride, 1L);
    return a.tf().nn.biasAdd(a.tf().nn.conv2d(x, filter, strides, "SAME"), bias);
  }

  // (x - mean) / √(variance + ε)
  /** Shifted and scaled to mean 0 and variance 1 over axes. */
  static Operand<TFloat32> standardised(Algebra a, Operand<TFloat32> x, int... axes) {
    Operand<TFloat32> mean = mean(a, x, axes);
    Operand<TFloat32> variance = mean(a, a.tf().math.squaredDifference(x, mean), axes);
    Operand<TFloat32> perDeviation = a.tf().math.rsqrt(a.plus(variance, NO_VARIANCE));
    return a.times(a.minus(x, mean), perDeviation);
  }

  private static Operand<TFloat32> mean(Algebra a, Operand<TFloat32> x, int... axes) {
    return a.tf().math.mean(x, a.tf().constant(axes), Mean.keepDims(true));
  }

  /**
   * The answer as {@link Network} promises it: all of the first output, then all of the second.
   *
   * @param x [B, H·outputs·U], at each step all controls' first outputs, then all their second
   */
  static Operand<TFloat32> inOrder(Algebra a, Operand<TFloat32> x, NetworkShape shape) {
    if (shape.outputsPerControl() == 1) {
      return shaped(a, x, -1, shape.outputSize());
    }
    Operand<TFloat32> steps =
        shaped(a, x, -1, shape.horizon(), shape.outputsPerControl(), shape.actionSize());
    Operand<TFloat32> outputs =
        a.tf().linalg.transpose(steps, a.tf().constant(new int[] {0, 2, 1, 3}));
    return shaped(a, outputs, -1, shape.outputSize());
  }
}
