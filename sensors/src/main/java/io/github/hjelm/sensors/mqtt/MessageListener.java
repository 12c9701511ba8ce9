package io.github.hjelm.sensors.mqtt;

/**
 * Receives messages on the transport's own thread, one at a time. It must return within
 * microseconds: whatever takes longer takes the message over with a {@link LatestMessage} and works
 * elsewhere.
 */
@FunctionalInterface
public interface MessageListener {

  void onMessage(MessageView message);
}
