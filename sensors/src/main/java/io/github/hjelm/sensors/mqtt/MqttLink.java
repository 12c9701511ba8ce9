package io.github.hjelm.sensors.mqtt;

import java.util.concurrent.CompletionStage;

/**
 * One connection to a broker that stays up by itself: connect, subscribe, publish, status, close.
 *
 * <p>Everything is QoS 0, clean start and session expiry 0, because a queued command is a dangerous
 * command. No method blocks. After the first connection succeeded, a lost broker is tried again
 * with jittered delays of at most one second and all subscriptions are made anew.
 */
public interface MqttLink extends AutoCloseable {

  /**
   * Connects once. A link that cannot connect at start is a mistake in its settings, so the stage
   * fails with an {@link MqttRefusal} whose message is one sentence for the user; nothing is tried
   * again.
   */
  CompletionStage<Void> connect();

  /**
   * Delivers messages that match {@code filter}; may be called before {@link #connect()} and is
   * repeated after every reconnection. One listener per filter. The stage completes when the broker
   * has granted it, at once when the link is not connected yet.
   */
  CompletionStage<Void> subscribe(String filter, MessageListener listener);

  /**
   * Gives a filter up: nothing that arrives from now on is delivered to its listener, and no
   * reconnection asks for it again. Completes when the broker was told, at once when it is not
   * there; a filter that nobody listens to is nothing to give up.
   */
  CompletionStage<Void> unsubscribe(String filter);

  /** {@link #publish(String, byte[], int, boolean)}, not retained. */
  default PublishOutcome publish(String topic, byte[] payload, int length) {
    return publish(topic, payload, length, false);
  }

  /**
   * Hands a message to the transport, or drops and counts it when the transport cannot take it now.
   * The payload is copied before the call returns.
   *
   * @param retained refused for command topics
   */
  PublishOutcome publish(String topic, byte[] payload, int length, boolean retained);

  /** How the link is doing; safe from any thread. */
  LinkStatus status();

  /** Disconnects without sending the last will, and ends all threads and timers of this link. */
  @Override
  void close();
}
