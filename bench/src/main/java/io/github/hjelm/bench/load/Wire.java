package io.github.hjelm.bench.load;

import java.io.IOException;

/** Where observations leave. */
@FunctionalInterface
public interface Wire {

  /**
   * Sends one.
   *
   * @param robot its number
   * @param length how much of the message counts
   */
  void publish(int robot, byte[] message, int length) throws IOException;
}
