package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.sensors.HotPath;

/**
 * Products in loops that the compiler of Java turns into vector instructions by itself. It does so
 * where each row of a matrix is an array of its own, every array is read at the same place, and no
 * more than four rows are added in one pass; with six it gives up on some releases.
 */
final class PlainKernels implements Kernels {

  private static final int AT_ONCE = 4;

  /** Up to so many columns a pass over them is not worth its beginning. */
  private static final int NARROW = 16;

  @Override
  public int stride(int columns) {
    return columns;
  }

  @Override
  public Product product(Matrix matrix, int rows) {
    return new Sums(matrix, rows);
  }

  @Override
  public String words() {
    return "plain loops, for want of the module " + MODULE;
  }

  private static final class Sums implements Product {

    private final int columns;
    private final int inputs;

    /** By input, so that one pass adds some rows; by output where there are few. */
    private final float[][] weights;

    private final boolean isNarrow;
    private final float[][] sums;

    Sums(Matrix matrix, int rows) {
      columns = matrix.outputs();
      inputs = matrix.inputs();
      isNarrow = columns <= NARROW;
      weights = isNarrow ? new float[columns][inputs] : new float[inputs][columns];
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < columns; j++) {
          weights[isNarrow ? j : i][isNarrow ? i : j] = matrix.weight(i, j);
        }
      }
      sums = new float[rows][columns];
    }

    @Override
    @HotPath
    public void multiply(RowArray x, RowArray addend, RowArray out) {
      for (int row = 0; row < sums.length; row++) {
        System.arraycopy(addend.numbers(), row * addend.stride(), sums[row], 0, columns);
      }
      for (int row = 0; row < sums.length; row++) {
        if (isNarrow) {
          addNarrow(sums[row], x.numbers(), row * x.stride());
        } else {
          addWide(sums[row], x.numbers(), row * x.stride());
        }
      }
      for (int row = 0; row < sums.length; row++) {
        System.arraycopy(sums[row], 0, out.numbers(), row * out.stride(), columns);
      }
    }

    private void addWide(float[] sum, float[] x, int at) {
      int i = 0;
      for (; i + AT_ONCE <= inputs; i += AT_ONCE) {
        four(
            sum,
            weights[i],
            weights[i + 1],
            weights[i + 2],
            weights[i + 3],
            x[at + i],
            x[at + i + 1],
            x[at + i + 2],
            x[at + i + 3]);
      }
      for (; i < inputs; i++) {
        one(sum, weights[i], x[at + i]);
      }
    }

    private void addNarrow(float[] sum, float[] x, int at) {
      for (int j = 0; j < columns; j++) {
        sum[j] += dot(weights[j], x, at);
      }
    }

    /** Four sums, so that additions need not wait for each other. */
    private static float dot(float[] weights, float[] x, int at) {
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int i = 0;
      for (; i + AT_ONCE <= weights.length; i += AT_ONCE) {
        a += weights[i] * x[at + i];
        b += weights[i + 1] * x[at + i + 1];
        c += weights[i + 2] * x[at + i + 2];
        d += weights[i + 3] * x[at + i + 3];
      }
      for (; i < weights.length; i++) {
        a += weights[i] * x[at + i];
      }
      return (a + b) + (c + d);
    }

    private static void four(
        float[] sum,
        float[] a,
        float[] b,
        float[] c,
        float[] d,
        float xa,
        float xb,
        float xc,
        float xd) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += (xa * a[j] + xb * b[j]) + (xc * c[j] + xd * d[j]);
      }
    }

    private static void one(float[] sum, float[] a, float xa) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += xa * a[j];
      }
    }
  }
}
