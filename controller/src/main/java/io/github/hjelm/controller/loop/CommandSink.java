package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;

/** Where commands go. It takes nothing that the safety stage did not make. */
@FunctionalInterface
public interface CommandSink {

  /**
   * Sends one command; must neither block nor throw.
   *
   * @param answered the newest observation that was complete
   */
  @HotPath
  void send(SafeCommand command, Observation answered, long nowNs);
}
