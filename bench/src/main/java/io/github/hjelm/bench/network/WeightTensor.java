package io.github.hjelm.bench.network;

import java.util.List;

/** A matrix or a vector with a name; immutable. Rows lie one behind the other. */
public final class WeightTensor {

  private final String name;
  private final List<Integer> shape;
  private final float[] numbers;

  WeightTensor(String name, List<Integer> shape, float[] numbers) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.numbers = numbers.clone();
    if (numbers.length != shape.stream().reduce(1, Math::multiplyExact)) {
      throw new IllegalArgumentException(
          "%s has %d numbers where %s is its shape".formatted(name, numbers.length, shape));
    }
  }

  /** What it is called in {@code weights.json}. */
  public String name() {
    return name;
  }

  /** Rows and columns, or its length alone. */
  public List<Integer> shape() {
    return shape;
  }

  /** How many numbers. */
  public int size() {
    return numbers.length;
  }

  /** The number at a place, counted through all rows. */
  public float at(int place) {
    return numbers[place];
  }

  /** A copy of all numbers. */
  public float[] copy() {
    return numbers.clone();
  }
}
