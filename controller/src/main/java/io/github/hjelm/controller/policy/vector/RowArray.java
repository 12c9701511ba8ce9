package io.github.hjelm.controller.policy.vector;

/** Where rows lie. What stands between the columns and the next row is never read as a number. */
final class RowArray {

  private final float[] numbers;
  private final int stride;

  /**
   * @param numbers shared with the program that it belongs to
   * @param stride floats from one row to the next; 0 where all rows are the same one
   */
  RowArray(float[] numbers, int stride) {
    this.numbers = numbers;
    this.stride = stride;
  }

  float[] numbers() {
    return numbers;
  }

  int stride() {
    return stride;
  }
}
