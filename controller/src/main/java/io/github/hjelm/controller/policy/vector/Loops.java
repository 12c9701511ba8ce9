package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.sensors.HotPath;

/**
 * What is done to each number by itself, in the loops that Java's compiler turns into vector
 * instructions. NaN stays NaN.
 */
final class Loops {

  // Odd over even rational function of least largest error (the one that Eigen has).
  private static final float A1 = 4.8935246e-3f;
  private static final float A3 = 6.3726195e-4f;
  private static final float A5 = 1.48572235e-5f;
  private static final float A7 = 5.1222973e-8f;
  private static final float A9 = -8.604672e-11f;
  private static final float A11 = 2.000188e-13f;
  private static final float A13 = -2.7607684e-16f;
  private static final float B0 = 4.893525e-3f;
  private static final float B2 = 2.2684347e-3f;
  private static final float B4 = 1.1853471e-4f;
  private static final float B6 = 1.1982584e-6f;

  /** Beyond this tanh is 1 in float32. */
  private static final float FLAT = 7.905311f;

  private Loops() {}

  @HotPath
  static void relu(float[] in, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0f, in[i]);
    }
  }

  /** out = max(0, a) + b. */
  @HotPath
  static void reluAdd(float[] a, float[] b, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0f, a[i]) + b[i];
    }
  }

  @HotPath
  static void tanh(float[] in, float[] out) {
    for (int i = 0; i < out.length; i++) {
      float x = Math.max(-FLAT, Math.min(FLAT, in[i]));
      float s = x * x;
      float odd = A1 + s * (A3 + s * (A5 + s * (A7 + s * (A9 + s * (A11 + s * A13)))));
      float even = B0 + s * (B2 + s * (B4 + s * B6));
      out[i] = x * odd / even;
    }
  }

  /** σ(x) = ½ + ½ tanh(½ x). */
  @HotPath
  static void sigmoid(float[] in, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = 0.5f * in[i];
    }
    tanh(out, out);
    for (int i = 0; i < out.length; i++) {
      out[i] = 0.5f + 0.5f * out[i];
    }
  }

  @HotPath
  static void exp(float[] in, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.exp(in[i]);
    }
  }

  @HotPath
  static void negative(float[] in, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = -in[i];
    }
  }

  @HotPath
  static void add(float[] a, float[] b, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] + b[i];
    }
  }

  @HotPath
  static void subtract(float[] a, float[] b, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] - b[i];
    }
  }

  @HotPath
  static void multiply(float[] a, float[] b, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] * b[i];
    }
  }

  @HotPath
  static void divide(float[] a, float[] b, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] / b[i];
    }
  }

  /** Copies some columns of each row. */
  @HotPath
  static void columns(RowArray in, int from, RowArray out, int to, int count, int rows) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          in.numbers(), row * in.stride() + from, out.numbers(), row * out.stride() + to, count);
    }
  }
}
