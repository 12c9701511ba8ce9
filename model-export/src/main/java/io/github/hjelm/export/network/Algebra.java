package io.github.hjelm.export.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * TensorFlow's operations on float32, named so that a loss reads like its formula. Shapes broadcast
 * as TensorFlow's do; a batch lies along the first axis.
 */
public final class Algebra {

  private final Ops tf;

  public Algebra(Ops tf) {
    this.tf = tf;
  }

  /** Everything that has no short name here. */
  public Ops tf() {
    return tf;
  }

  public Operand<TFloat32> number(double value) {
    return tf.constant((float) value);
  }

  /** One row of numbers, [1, n]. */
  public Operand<TFloat32> row(double... values) {
    return matrix(1, values);
  }

  /** A constant vector. */
  public Operand<TFloat32> vector(float[] values) {
    return tf.constant(Shape.of(values.length), DataBuffers.of(values, true, false));
  }

  private Operand<TFloat32> matrix(int rows, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    long columns = values.length / rows;
    return tf.constant(Shape.of(rows, columns), DataBuffers.of(floats, true, false));
  }

  public Operand<TFloat32> plus(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.add(a, b);
  }

  public Operand<TFloat32> plus(Operand<TFloat32> a, double b) {
    return tf.math.add(a, number(b));
  }

  public Operand<TFloat32> minus(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.sub(a, b);
  }

  /** 1 - a. */
  public Operand<TFloat32> oneMinus(Operand<TFloat32> a) {
    return tf.math.sub(number(1), a);
  }

  public Operand<TFloat32> times(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.mul(a, b);
  }

  public Operand<TFloat32> times(double a, Operand<TFloat32> b) {
    return tf.math.mul(number(a), b);
  }

  public Operand<TFloat32> over(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.div(a, b);
  }

  public Operand<TFloat32> square(Operand<TFloat32> a) {
    return tf.math.square(a);
  }

  public Operand<TFloat32> sqrt(Operand<TFloat32> a) {
    return tf.math.sqrt(a);
  }

  public Operand<TFloat32> exp(Operand<TFloat32> a) {
    return tf.math.exp(a);
  }

  public Operand<TFloat32> log(Operand<TFloat32> a) {
    return tf.math.log(a);
  }

  /** The same value, through which no gradient flows: sg. */
  public Operand<TFloat32> held(Operand<TFloat32> a) {
    return tf.stopGradient(a);
  }

  /** a·b of two matrices. */
  public Operand<TFloat32> matmul(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.linalg.matMul(a, b, new MatMul.Options[0]);
  }

  /** The mean of all entries. */
  public Operand<TFloat32> mean(Operand<TFloat32> a) {
    return tf.math.mean(tf.reshape(a, tf.constant(new int[] {-1})), tf.constant(0));
  }

  /** The sum of all entries. */
  public Operand<TFloat32> sum(Operand<TFloat32> a) {
    return tf.reduceSum(tf.reshape(a, tf.constant(new int[] {-1})), tf.constant(0));
  }

  /** The sum along each row, [B, 1]. */
  public Operand<TFloat32> rowSum(Operand<TFloat32> a) {
    return tf.reduceSum(a, tf.constant(1), org.tensorflow.op.core.ReduceSum.keepDims(true));
  }

  /** Columns from up to end of a matrix. */
  public Operand<TFloat32> columns(Operand<TFloat32> a, int from, int end) {
    return tf.slice(a, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, end - from}));
  }

  /** Side by side. */
  public Operand<TFloat32> beside(List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(1));
  }

  /** One below the other. */
  public Operand<TFloat32> below(List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
  }

  /** Rows from up to end of a matrix. */
  public Operand<TFloat32> rows(Operand<TFloat32> a, int from, int end) {
    return tf.slice(a, tf.constant(new int[] {from, 0}), tf.constant(new int[] {end - from, -1}));
  }

  /** How many rows, and how many columns each. */
  public Operand<TInt32> shape(Operand<TFloat32> a) {
    return tf.shape(a);
  }

  /** The mean of squares of all entries. */
  public Operand<TFloat32> meanSquare(Operand<TFloat32> a) {
    return mean(square(a));
  }
}
