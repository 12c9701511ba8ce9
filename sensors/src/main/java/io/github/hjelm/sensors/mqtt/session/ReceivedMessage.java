package io.github.hjelm.sensors.mqtt.session;

import io.github.hjelm.sensors.mqtt.MessageView;

/** What a transport fills for each message and shows to the listeners; its thread only. */
public abstract class ReceivedMessage implements MessageView {

  private String topic = "";
  private boolean retained;
  private long receivedNs;

  protected final void set(String newTopic, boolean newRetained, long newReceivedNs) {
    topic = newTopic;
    retained = newRetained;
    receivedNs = newReceivedNs;
  }

  @Override
  public final String topic() {
    return topic;
  }

  @Override
  public final boolean retained() {
    return retained;
  }

  @Override
  public final long receivedNs() {
    return receivedNs;
  }
}
