package io.github.hjelm.sensors.mqtt.netty;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.session.LinkCounters;
import io.github.hjelm.sensors.mqtt.session.PemFiles;
import io.github.hjelm.sensors.mqtt.session.ReceivedMessage;
import io.github.hjelm.sensors.mqtt.session.Refusals;
import io.github.hjelm.sensors.mqtt.session.Subscriptions;
import io.github.hjelm.sensors.mqtt.session.UnsentMessages;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.MqttConnectionException;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.X509KeyManager;

/** One Vert.x MQTT client for one connection; everything here happens on the event loop. */
final class NettyConnection {

  /**
   * Messages up to this size are read and refused one by one; a larger one costs the connection,
   * because the decoder cannot go on behind it.
   */
  private static final int DECODER_LIMIT_BYTES = 1 << 20;

  private static final int SUBSCRIPTION_REFUSED = 0x80;

  private final Vertx vertx;
  private final MqttSettings settings;
  private final MonotonicClock clock;
  private final Subscriptions subscriptions;
  private final LinkCounters counters;
  private final Consumer<NettyConnection> onLost;
  private final UnsentMessages unsent;
  private final NettyMessage message = new NettyMessage();

  /** Subscriptions that the broker has not answered; it answers in order. */
  private final ArrayDeque<Promise<Void>> unanswered = new ArrayDeque<>();

  private MqttClient client;
  private long pingTimer = -1;
  private boolean finished;

  @SuppressWarnings("NullAway.Init") // the client is made by open(), before anything else is called
  NettyConnection(
      Vertx vertx,
      MqttSettings settings,
      MonotonicClock clock,
      Subscriptions subscriptions,
      LinkCounters counters,
      Consumer<NettyConnection> onLost) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.counters = counters;
    this.onLost = onLost;
    this.unsent = new UnsentMessages(settings.maxUnsent());
  }

  Future<Void> open() {
    Promise<Void> opened = Promise.promise();
    try {
      client = MqttClient.create(vertx, options());
    } catch (MqttRefusal e) {
      return Future.failedFuture(e);
    }
    client.publishHandler(this::received);
    client.subscribeCompletionHandler(this::granted);
    client.exceptionHandler(this::failed);
    client.closeHandler(closed -> finish());
    long timeoutMs = settings.connectTimeout().toMillis();
    long timer =
        vertx.setTimer(
            timeoutMs,
            late -> {
              if (opened.tryFail(Refusals.noAnswer(settings, new TimeoutException()))) {
                dispose();
              }
            });
    client
        .connect(settings.broker().getPort(), settings.host())
        .onSuccess(
            answer -> {
              vertx.cancelTimer(timer);
              // Half the keep-alive, so that one lost answer is not the end. Before anybody is told
              // of the connection,
              // who may give it up at once.
              pingTimer =
                  vertx.setPeriodic(settings.keepAlive().toMillis() / 2, tick -> client.ping());
              if (!opened.tryComplete()) {
                dispose();
              }
            })
        .onFailure(
            e -> {
              vertx.cancelTimer(timer);
              opened.tryFail(refusal(e));
            });
    return opened.future();
  }

  Future<Void> subscribe(List<String> filters) {
    if (filters.isEmpty()) {
      return Future.succeededFuture();
    }
    if (finished) {
      return Future.failedFuture("the connection was lost");
    }
    Promise<Void> granted = Promise.promise();
    Map<String, Integer> wanted = new HashMap<>();
    filters.forEach(filter -> wanted.put(filter, MqttQoS.AT_MOST_ONCE.value()));
    unanswered.add(granted);
    client.subscribe(wanted).onFailure(granted::tryFail);
    return granted.future();
  }

  Future<Integer> unsubscribe(String filter) {
    return finished ? Future.succeededFuture(0) : client.unsubscribe(filter);
  }

  UnsentMessages unsent() {
    return unsent;
  }

  /** Sends a message for which a place was taken. */
  void publish(String topic, byte[] payload, int length, boolean retained) {
    if (finished) {
      unsent.giveBack();
      return;
    }
    client
        .publish(
            topic,
            Buffer.buffer(length).appendBytes(payload, 0, length),
            MqttQoS.AT_MOST_ONCE,
            false,
            retained)
        .onComplete(written -> unsent.giveBack());
  }

  /** Says good-bye, so that the broker keeps the last will to itself. */
  Future<Void> leave() {
    finished = true;
    vertx.cancelTimer(pingTimer);
    return client.disconnect();
  }

  /** Ends this connection, whatever state it is in, without telling {@code onLost}. */
  void dispose() {
    finished = true;
    vertx.cancelTimer(pingTimer);
    if (client != null) {
      client.disconnect();
    }
  }

  private void finish() {
    if (finished) {
      return;
    }
    finished = true;
    vertx.cancelTimer(pingTimer);
    unanswered.forEach(promise -> promise.tryFail("the connection was lost"));
    onLost.accept(this);
  }

  private void received(MqttPublishMessage publish) {
    message.set(publish, clock.nanoTime());
    subscriptions.deliver(message);
  }

  private void granted(MqttSubAckMessage answer) {
    Promise<Void> promise = unanswered.poll();
    if (promise == null) {
      return;
    }
    if (answer.grantedQoSLevels().contains(SUBSCRIPTION_REFUSED)) {
      promise.tryFail(
          Refusals.refused(
              settings, "it does not grant a subscription", new IllegalStateException("0x80")));
    } else {
      promise.tryComplete();
    }
  }

  private void failed(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof TooLongFrameException) {
        counters.countOversize();
        return;
      }
    }
    counters.error(
        () -> "The connection with " + settings.broker() + " failed: " + cause.getMessage());
  }

  private MqttRefusal refusal(Throwable cause) {
    if (cause instanceof MqttConnectionException connack) {
      return switch (connack.code()) {
        case CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, CONNECTION_REFUSED_NOT_AUTHORIZED ->
            Refusals.credentials(settings, cause);
        default -> Refusals.refused(settings, String.valueOf(connack.code()), cause);
      };
    }
    return Refusals.of(cause, settings);
  }

  private MqttClientOptions options() throws MqttRefusal {
    MqttClientOptions options = new MqttClientOptions();
    options.setClientId(settings.clientId());
    options.setCleanSession(true);
    // We ping ourselves: the client's own pings stop while it is publishing, so it would never
    // notice a silent broker.
    options.setAutoKeepAlive(false);
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    options.setMaxMessageSize(Math.max(DECODER_LIMIT_BYTES, 2 * settings.maxMessageBytes()));
    options.setConnectTimeout((int) settings.connectTimeout().toMillis());
    options.setTcpNoDelay(true);
    // No answer to two pings: closes the channel at once, where disconnect() would first wait for a
    // full socket.
    options.setReadIdleTimeout((int) (settings.keepAlive().toMillis() * 3 / 2));
    options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    settings
        .credentials()
        .ifPresent(
            credentials ->
                options.setUsername(credentials.user()).setPassword(credentials.password()));
    settings
        .lastWill()
        .ifPresent(
            will ->
                options
                    .setWillFlag(true)
                    .setWillTopic(will.topic())
                    .setWillMessageBytes(Buffer.buffer(will.payload()))
                    .setWillQoS(MqttQoS.AT_MOST_ONCE.value())
                    .setWillRetain(true));
    if (settings.tls().isPresent()) {
      secure(options, settings.tls().get());
    }
    return options;
  }

  private static void secure(MqttClientOptions options, MqttSettings.Tls tls) throws MqttRefusal {
    options.setSsl(true);
    options.setHostnameVerificationAlgorithm("HTTPS");
    options.setEnabledSecureTransportProtocols(Set.of(PemFiles.PROTOCOL));
    options.setTrustOptions(TrustOptions.wrap(PemFiles.trustManager(tls)));
    PemFiles.keyManagers(tls)
        .ifPresent(
            keys ->
                options.setKeyCertOptions(
                    KeyCertOptions.wrap((X509KeyManager) keys.getKeyManagers()[0])));
  }

  /** What Vert.x hands over. */
  private static final class NettyMessage extends ReceivedMessage {

    private Buffer payload = Buffer.buffer();

    void set(MqttPublishMessage publish, long receivedNs) {
      set(publish.topicName(), publish.isRetain(), receivedNs);
      payload = publish.payload();
    }

    @Override
    public int length() {
      return payload.length();
    }

    @Override
    public void copyTo(byte[] target) {
      payload.getBytes(0, payload.length(), target);
    }
  }
}
