package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.controller.policy.graph.Constant;

/**
 * A constant as the right side of a product.
 *
 * @param transposed whether its rows are written as columns
 */
record Matrix(Constant constant, boolean transposed) {

  /** Numbers that go into a row. */
  int inputs() {
    return constant.shape().get(transposed ? 1 : 0);
  }

  /** Numbers that come out of it. */
  int outputs() {
    return constant.shape().get(transposed ? 0 : 1);
  }

  float weight(int input, int output) {
    return transposed
        ? constant.at(output * inputs() + input)
        : constant.at(input * outputs() + output);
  }
}
