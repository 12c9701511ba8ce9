package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/** The action that a certificate keeps for a state. */
@FunctionalInterface
public interface BackupActions {

  /** Writes the action for x and says true; false where there is none, with nothing written. */
  @HotPath
  boolean action(double[] x, double[] u);

  /** A certificate without actions. */
  static BackupActions none() {
    return (x, u) -> false;
  }
}
