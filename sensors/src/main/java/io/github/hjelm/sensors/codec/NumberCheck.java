package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.FrameOutcome;

/** What a transmitted value is worth. */
final class NumberCheck {

  private NumberCheck() {}

  /**
   * Names what is wrong with a value.
   *
   * @param smallestNormal of the format it was transmitted in
   */
  @HotPath
  static FrameOutcome outcomeOf(double value, double smallestNormal) {
    double size = Math.abs(value);
    boolean ordinary = size >= smallestNormal && size <= Double.MAX_VALUE;
    if (ordinary || size == 0) {
      return FrameOutcome.ACCEPTED;
    }
    if (size < smallestNormal) {
      return FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO;
    }
    return Double.isNaN(value) ? FrameOutcome.NOT_A_NUMBER : FrameOutcome.INFINITE;
  }
}
