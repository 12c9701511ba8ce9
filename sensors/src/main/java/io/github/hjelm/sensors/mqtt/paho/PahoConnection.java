package io.github.hjelm.sensors.mqtt.paho;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.mqtt.session.PemFiles;
import io.github.hjelm.sensors.mqtt.session.ReceivedMessage;
import io.github.hjelm.sensors.mqtt.session.Refusals;
import io.github.hjelm.sensors.mqtt.session.Subscriptions;
import io.github.hjelm.sensors.mqtt.session.UnsentMessages;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/**
 * One Paho client for one connection. It is never reused: Paho's own reconnection leaks threads,
 * waits up to 128 s and resends topic aliases that the new session does not know.
 */
final class PahoConnection implements MqttCallback {

  /** Room for topic and properties beside the largest payload. */
  private static final long PACKET_OVERHEAD_BYTES = 1_024;

  private static final long LEAVE_WAIT_MS = 300;

  private final MqttSettings settings;
  private final MonotonicClock clock;
  private final Subscriptions subscriptions;
  private final Consumer<PahoConnection> onLost;
  private final UnsentMessages unsent;
  private final MqttAsyncClient client;
  private final MqttActionListener whenSent = new WhenSent();

  // "MQTT Call" thread only.
  private final PahoMessage message = new PahoMessage();

  private volatile boolean lost;

  PahoConnection(
      MqttSettings settings,
      MonotonicClock clock,
      Subscriptions subscriptions,
      Consumer<PahoConnection> onLost)
      throws MqttException {
    this.settings = settings;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.onLost = onLost;
    this.unsent = new UnsentMessages(settings.maxUnsent());
    // Memory, because Paho's default persistence leaves lock files in the working directory.
    this.client =
        new MqttAsyncClient(serverUri(settings), settings.clientId(), new MemoryPersistence());
  }

  /** Blocks until the broker has answered; supervisor thread. */
  void open() throws MqttException, MqttRefusal {
    client.setCallback(this);
    client.connect(options()).waitForCompletion(settings.connectTimeout().toMillis());
  }

  /** Blocks until the broker has granted it; supervisor thread. */
  void subscribe(List<String> filters) throws MqttException {
    if (filters.isEmpty()) {
      return;
    }
    MqttSubscription[] wanted = new MqttSubscription[filters.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = new MqttSubscription(filters.get(i), 0);
      // Show the retain flag as it was published, so that a retained command is refused even while
      // it is fresh.
      wanted[i].setRetainAsPublished(true);
    }
    client.subscribe(wanted).waitForCompletion(settings.connectTimeout().toMillis());
  }

  /** Blocks until the broker has answered; supervisor thread. */
  void unsubscribe(String filter) throws MqttException {
    if (!lost) {
      client.unsubscribe(filter).waitForCompletion(settings.connectTimeout().toMillis());
    }
  }

  PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
    if (!unsent.take()) {
      return PublishOutcome.CONGESTED;
    }
    MqttMessage outgoing = new MqttMessage(Arrays.copyOf(payload, length), 0, retained, null);
    try {
      // Paho gives the first message of a topic its alias outside its own lock: two publishers
      // could overtake.
      synchronized (client) {
        client.publish(topic, outgoing, null, whenSent);
      }
      return PublishOutcome.SENT;
    } catch (MqttException e) {
      unsent.giveBack();
      return e.getReasonCode() == MqttClientException.REASON_CODE_MAX_INFLIGHT
          ? PublishOutcome.CONGESTED
          : PublishOutcome.NOT_CONNECTED;
    }
  }

  boolean lost() {
    return lost;
  }

  /** Says good-bye, so that the broker keeps the last will to itself. */
  void leave() {
    try {
      client.disconnect(0).waitForCompletion(LEAVE_WAIT_MS);
    } catch (MqttException e) {
      lost = true; // the broker has gone first; nothing to say good-bye to
    }
    dispose();
  }

  /** Ends all threads of this client, whatever state it is in. */
  void dispose() {
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException e) {
      lost = true; // it was not connected
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      lost = true; // it was closed before
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage received) {
    message.set(topic, received, clock.nanoTime());
    subscriptions.deliver(message);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    lost = true;
    onLost.accept(this);
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  private MqttConnectionOptions options() throws MqttRefusal {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, settings.connectTimeout().toSeconds()));
    options.setMaximumPacketSize(settings.maxMessageBytes() + PACKET_OVERHEAD_BYTES);
    options.setSocketFactory(
        settings.tls().isPresent()
            ? PemFiles.context(settings.tls().get()).getSocketFactory()
            : SocketFactory.getDefault());
    settings
        .credentials()
        .ifPresent(
            credentials -> {
              options.setUserName(credentials.user());
              options.setPassword(credentials.password().getBytes(StandardCharsets.UTF_8));
            });
    settings
        .lastWill()
        .ifPresent(
            will -> options.setWill(will.topic(), new MqttMessage(will.payload(), 0, true, null)));
    return options;
  }

  private static String serverUri(MqttSettings settings) {
    return PahoNetworkFactory.SCHEME + "://" + settings.broker().getRawAuthority();
  }

  /** The sentence behind a failed attempt. */
  static MqttRefusal refusal(Exception thrown, MqttSettings settings) {
    if (!(thrown instanceof MqttException e)) {
      return Refusals.of(thrown, settings);
    }
    return switch (e.getReasonCode()) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
          MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
          Refusals.credentials(settings, e);
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> Refusals.noAnswer(settings, e);
      default ->
          isBrokerReason(e.getReasonCode())
              ? Refusals.refused(settings, "reason code " + e.getReasonCode(), e)
              : Refusals.of(e, settings);
    };
  }

  /** MQTT 5 keeps 0x80 to 0xFF for reasons of the broker. */
  private static boolean isBrokerReason(int code) {
    return code >= 0x80 && code <= 0xFF;
  }

  /** Gives the place of a message back once Paho has written it, or given it up. */
  private final class WhenSent implements MqttActionListener {

    @Override
    public void onSuccess(IMqttToken token) {
      unsent.giveBack();
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable cause) {
      unsent.giveBack();
    }
  }

  /** What Paho hands over, without a copy. */
  private static final class PahoMessage extends ReceivedMessage {

    private byte[] payload = {};

    void set(String topic, MqttMessage message, long receivedNs) {
      set(topic, message.isRetained(), receivedNs);
      payload = message.getPayload();
    }

    @Override
    public int length() {
      return payload.length;
    }

    @Override
    public void copyTo(byte[] target) {
      System.arraycopy(payload, 0, target, 0, payload.length);
    }
  }
}
