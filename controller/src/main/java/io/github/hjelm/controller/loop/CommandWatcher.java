package io.github.hjelm.controller.loop;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.mqtt.PublishOutcome;

/** Sees every command as it is on the wire. On the loop's thread. */
@FunctionalInterface
public interface CommandWatcher {

  /** Sees nothing. */
  CommandWatcher NOBODY = (frame, payload, length, outcome) -> {};

  /**
   * A command was handed to the link, and this became of it.
   *
   * @param frame lent until this returns, as is the payload
   */
  @HotPath
  void left(CommandFrame frame, byte[] payload, int length, PublishOutcome outcome);
}
