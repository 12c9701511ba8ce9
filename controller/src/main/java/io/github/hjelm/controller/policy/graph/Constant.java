package io.github.hjelm.controller.policy.graph;

import java.util.List;

/**
 * Numbers that a graph holds, row after row. Whole numbers are held as floats too: they are sizes
 * and places of columns, far below 2²⁴.
 */
public final class Constant {

  private final List<Integer> shape;
  private final float[] numbers;

  /**
   * @param shape empty for a single number
   */
  public Constant(List<Integer> shape, float[] numbers) {
    if (shape.stream().reduce(1, Math::multiplyExact) != numbers.length) {
      throw new IllegalArgumentException(numbers.length + " numbers are not of shape " + shape);
    }
    this.shape = List.copyOf(shape);
    this.numbers = numbers.clone();
  }

  /** How many along each axis. */
  public List<Integer> shape() {
    return shape;
  }

  public int size() {
    return numbers.length;
  }

  public float at(int index) {
    return numbers[index];
  }

  @Override
  public String toString() {
    return "constant of shape " + shape;
  }
}
