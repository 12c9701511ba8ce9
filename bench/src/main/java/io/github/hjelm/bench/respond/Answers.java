package io.github.hjelm.bench.respond;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.mqtt.MessageView;

/** Answers the robots of one link, on the link's thread. */
interface Answers {

  /**
   * Takes a message, and answers it where nothing is gained by waiting.
   *
   * @return whether {@link #answer} has to be called, when all that was read with this message has
   *     been taken
   */
  @HotPath
  boolean take(MessageView message);

  /** Answers all that wait. */
  @HotPath
  void answer();
}
