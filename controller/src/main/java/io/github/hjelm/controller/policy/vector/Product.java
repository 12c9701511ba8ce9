package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.sensors.HotPath;

/** Multiplies rows with one matrix: out = addend + x·W. */
interface Product {

  /**
   * Computes all rows. No two of the arrays are one.
   *
   * @param addend for each row, or one for all
   */
  @HotPath
  void multiply(RowArray x, RowArray addend, RowArray out);
}
