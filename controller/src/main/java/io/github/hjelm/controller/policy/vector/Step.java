package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.sensors.HotPath;

/** One part of a call: reads and writes arrays that were laid out before. */
@FunctionalInterface
interface Step {

  @HotPath
  void run();

  /** This, then another. */
  default Step then(Step next) {
    return () -> {
      run();
      next.run();
    };
  }
}
