package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/** Whether numbers are numbers. */
final class Finite {

  private Finite() {}

  /** True when none is NaN or infinite. */
  @HotPath
  static boolean all(double[] values) {
    double sum = 0;
    for (double one : values) {
      // 0 · v is 0 for every finite v and NaN for every other.
      sum += 0 * one;
    }
    return sum == 0;
  }
}
