package io.github.hjelm.controller.observe;

import io.github.hjelm.sensors.HotPath;

/** Sees every message of a robot's sensors before it is read. On the loop's thread. */
@FunctionalInterface
public interface FrameWatcher {

  /** Sees nothing. */
  FrameWatcher NOBODY = (sensor, payload, length, retained, receivedNs) -> {};

  /**
   * A message came in.
   *
   * @param payload lent until this returns
   */
  @HotPath
  void hears(int sensor, byte[] payload, int length, boolean retained, long receivedNs);
}
