package io.github.hjelm.bench.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The policy that engines are compared on: three hidden layers of ReLU, every step of the flow in
 * one call, weights drawn from a seed. The same numbers for every engine.
 *
 * <p>A step is x ← x + W₄ᵀ·h₃ + b₄ with h₁ = relu(W_oᵀ·o + W_xᵀ·x + b₁(step)), h₂ = relu(W₂ᵀ·h₁ +
 * b₂) and h₃ likewise; the length of a step is in W₄ and b₄.
 *
 * @param firstBias one for each step: what the network is told about time
 */
record SeededPolicy(
    int observationSize,
    int chunkSize,
    int width,
    Matrix observation,
    Matrix sample,
    List<Matrix> firstBias,
    Matrix second,
    Matrix secondBias,
    Matrix third,
    Matrix thirdBias,
    Matrix answer,
    Matrix answerBias) {

  private static final double BIAS = 0.1;

  /** Numbers by rows; never written after it is made. */
  static final class Matrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    Matrix(int rows, int columns, float[] values) {
      this.rows = rows;
      this.columns = columns;
      this.values = values.clone();
    }

    int rows() {
      return rows;
    }

    int columns() {
      return columns;
    }

    float[] values() {
      return values.clone();
    }

    float at(int row, int column) {
      return values[row * columns + column];
    }
  }

  static SeededPolicy of(int observationSize, int chunkSize, int width, int steps, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double first = Math.sqrt(2.0 / (observationSize + chunkSize));
    double hidden = Math.sqrt(2.0 / width);
    double last = Math.sqrt(1.0 / width) / steps;
    Matrix observation = drawn(random, observationSize, width, first);
    Matrix sample = drawn(random, chunkSize, width, first);
    List<Matrix> firstBias = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      firstBias.add(drawn(random, 1, width, BIAS));
    }
    return new SeededPolicy(
        observationSize,
        chunkSize,
        width,
        observation,
        sample,
        List.copyOf(firstBias),
        drawn(random, width, width, hidden),
        drawn(random, 1, width, BIAS),
        drawn(random, width, width, hidden),
        drawn(random, 1, width, BIAS),
        drawn(random, width, chunkSize, last),
        drawn(random, 1, chunkSize, BIAS / steps));
  }

  int steps() {
    return firstBias.size();
  }

  /** What it answers, in double precision and the plainest loops there are. */
  float[] answer(float[] o, float[] noise) {
    double[] x = doubles(noise);
    double[] seen = product(doubles(o), observation);
    for (Matrix bias : firstBias) {
      double[] h = relu(plus(plus(product(x, sample), seen), bias));
      h = relu(plus(product(h, second), secondBias));
      h = relu(plus(product(h, third), thirdBias));
      x = plus(plus(product(h, answer), x), answerBias);
    }
    float[] actions = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      actions[i] = (float) x[i];
    }
    return actions;
  }

  private static Matrix drawn(SplittableRandom random, int rows, int columns, double scale) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return new Matrix(rows, columns, values);
  }

  private static double[] product(double[] row, Matrix matrix) {
    double[] product = new double[matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        product[j] += row[i] * matrix.at(i, j);
      }
    }
    return product;
  }

  private static double[] plus(double[] row, Matrix more) {
    return plus(row, doubles(more.values));
  }

  private static double[] plus(double[] row, double[] more) {
    double[] sum = new double[row.length];
    Arrays.setAll(sum, i -> row[i] + more[i]);
    return sum;
  }

  private static double[] relu(double[] row) {
    double[] positive = new double[row.length];
    Arrays.setAll(positive, i -> Math.max(0, row[i]));
    return positive;
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }
}
