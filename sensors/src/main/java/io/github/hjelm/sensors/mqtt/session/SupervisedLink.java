package io.github.hjelm.sensors.mqtt.session;

import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.PublishOutcome;

/**
 * The half of a link that does not depend on its transport: what may leave, who listens, what is
 * counted.
 */
public abstract class SupervisedLink implements MqttLink {

  protected final MqttSettings settings;
  protected final LinkCounters counters = new LinkCounters();
  protected final Subscriptions subscriptions;

  /** Belongs to whatever thread the transport reconnects on. */
  protected final ReconnectDelay delay;

  protected SupervisedLink(MqttSettings settings) {
    this.settings = settings;
    this.subscriptions = new Subscriptions(counters, settings.maxMessageBytes());
    // Every client waits differently, and the same client always in the same way.
    this.delay = new ReconnectDelay(settings.clientId().hashCode());
  }

  /** Hands a message that may leave to the connection, if there is one. */
  protected abstract PublishOutcome transmit(
      String topic, byte[] payload, int length, boolean retained);

  @Override
  public final PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
    PublishOutcome outcome;
    if (retained && Topics.isCommand(topic)) {
      outcome = PublishOutcome.RETAINED_COMMAND;
    } else if (length > settings.maxMessageBytes()) {
      outcome = PublishOutcome.OVERSIZE;
    } else {
      outcome = transmit(topic, payload, length, retained);
    }
    counters.count(outcome);
    return outcome;
  }

  @Override
  public final LinkStatus status() {
    return counters.status();
  }

  /** A connection was made. */
  protected final void connected() {
    delay.reset();
    counters.countConnection();
    counters.state(LinkStatus.State.CONNECTED);
  }

  /** The connection is gone, and another will be tried. */
  protected final void lost() {
    counters.state(LinkStatus.State.RECONNECTING);
    counters.error(() -> "The broker " + settings.broker() + " is lost; connecting again.");
  }
}
