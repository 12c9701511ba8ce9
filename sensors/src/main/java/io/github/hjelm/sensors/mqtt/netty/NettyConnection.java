package io.github.hjelm.sensors.mqtt.netty;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.session.LinkCounters;
import io.github.hjelm.sensors.mqtt.session.PemFiles;
import io.github.hjelm.sensors.mqtt.session.ReceivedMessage;
import io.github.hjelm.sensors.mqtt.session.Refusals;
import io.github.hjelm.sensors.mqtt.session.Subscriptions;
import io.github.hjelm.sensors.mqtt.session.UnsentMessages;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.TrustOptions;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** One connection with the broker; everything here happens on the event loop. */
final class NettyConnection implements MessageFrames.Receiver {

  /** Vert.x's own handler, behind which nothing of ours is called. */
  private static final String LAST = "handler";

  private static final String LOST = "the connection was lost";

  private final Vertx vertx;
  private final MqttSettings settings;
  private final MonotonicClock clock;
  private final Subscriptions subscriptions;
  private final LinkCounters counters;
  private final Consumer<NettyConnection> onLost;
  private final UnsentMessages unsent;
  private final MessageFrames frames;
  private final ControlPackets control = new ControlPackets();
  private final NettyMessage message = new NettyMessage();
  private final Promise<Void> opened = Promise.promise();
  private final ChannelFutureListener givenBack;

  private NetClient network;
  private @Nullable ChannelHandlerContext channel;
  private long timeoutTimer = -1;
  private long pingTimer = -1;
  private boolean finished;

  /**
   * @param context of an event loop
   */
  @SuppressWarnings("NullAway.Init") // the client is made by open(), before anything else is called
  NettyConnection(
      ContextInternal context,
      MqttSettings settings,
      MonotonicClock clock,
      Subscriptions subscriptions,
      LinkCounters counters,
      Consumer<NettyConnection> onLost) {
    vertx = context.owner();
    this.settings = settings;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.counters = counters;
    this.onLost = onLost;
    unsent = new UnsentMessages(settings.maxUnsent());
    givenBack = written -> unsent.giveBack();
    frames = new MessageFrames(context, this, settings.maxMessageBytes());
  }

  Future<Void> open() {
    try {
      network = vertx.createNetClient(options());
    } catch (MqttRefusal e) {
      return Future.failedFuture(e);
    }
    timeoutTimer =
        vertx.setTimer(
            settings.connectTimeout().toMillis(),
            late -> {
              if (opened.tryFail(Refusals.noAnswer(settings, new TimeoutException()))) {
                leave();
              }
            });
    network
        .connect(settings.broker().getPort(), settings.host())
        .onSuccess(this::introduce)
        .onFailure(this::refuse);
    return opened.future();
  }

  private void introduce(NetSocket socket) {
    if (finished) {
      socket.close();
      return;
    }
    socket.exceptionHandler(this::failed);
    socket.closeHandler(closed -> finish());
    ChannelPipeline pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
    pipeline.addBefore(LAST, "messages", frames);
    pipeline.addBefore(LAST, "encoder", MqttEncoder.INSTANCE);
    pipeline.addBefore(LAST, "decoder", new MqttDecoder(frames.longest()));
    pipeline.addBefore(LAST, "control", control);
    channel = pipeline.context(frames);
    control.connect(settings).onSuccess(this::admitted).onFailure(this::refuse);
  }

  private void admitted(MqttConnectReturnCode answer) {
    if (answer != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      refuse(refusal(answer));
      leave();
      return;
    }
    vertx.cancelTimer(timeoutTimer);
    // Half the keep-alive, so that one lost answer is not the end. Before anybody is told of the
    // connection, who may give it up at once.
    pingTimer = vertx.setPeriodic(settings.keepAlive().toMillis() / 2, tick -> control.ping());
    if (!opened.tryComplete()) {
      leave();
    }
  }

  private void refuse(Throwable why) {
    vertx.cancelTimer(timeoutTimer);
    opened.tryFail(Refusals.of(why, settings));
  }

  Future<Void> subscribe(List<String> filters) {
    if (filters.isEmpty()) {
      return Future.succeededFuture();
    }
    if (finished) {
      return Future.failedFuture(LOST);
    }
    return control
        .subscribe(filters)
        .compose(
            granted ->
                granted
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        Refusals.refused(
                            settings,
                            "it does not grant a subscription",
                            new IllegalStateException("0x80"))));
  }

  Future<Void> unsubscribe(String filter) {
    return finished ? Future.succeededFuture() : control.unsubscribe(filter).mapEmpty();
  }

  UnsentMessages unsent() {
    return unsent;
  }

  /** Sends a message for which a place was taken. */
  @HotPath
  void publish(String topic, byte[] payload, int length, boolean retained) {
    ChannelHandlerContext to = channel;
    if (finished || to == null) {
      unsent.giveBack();
      return;
    }
    frames.publish(to, topic, payload, length, retained, givenBack);
  }

  /**
   * Ends this connection, whatever state it is in, without telling {@code onLost}. Where there is a
   * broker it is told good-bye, so that it keeps the last will to itself.
   */
  Future<Void> leave() {
    finished = true;
    vertx.cancelTimer(timeoutTimer);
    vertx.cancelTimer(pingTimer);
    ChannelHandlerContext from = channel;
    if (from == null) {
      return network == null ? Future.succeededFuture() : network.close();
    }
    control.leave();
    return close(from).eventually(network::close);
  }

  private void finish() {
    Throwable lost = new ClosedChannelException();
    refuse(lost);
    control.fail(lost);
    if (finished) {
      return;
    }
    finished = true;
    vertx.cancelTimer(pingTimer);
    network.close();
    onLost.accept(this);
  }

  @Override
  @HotPath
  public void message(String topic, ByteBuf in, int at, int length, boolean retained) {
    if (!finished) {
      message.set(topic, retained, clock.nanoTime(), in, at, length);
      subscriptions.deliver(message);
    }
  }

  @Override
  public void oversize() {
    counters.countOversize();
  }

  /** What comes from there cannot be understood any more, or not at all. */
  private void failed(Throwable cause) {
    refuse(cause);
    counters.error(
        () -> "The connection with " + settings.broker() + " failed: " + cause.getMessage());
    if (channel != null) {
      close(channel);
    }
  }

  /** Not the socket's own way, which first waits for a full one to become empty. */
  private static Future<Void> close(ChannelHandlerContext channel) {
    Promise<Void> closed = Promise.promise();
    channel.channel().close().addListener(gone -> closed.complete());
    return closed.future();
  }

  private MqttRefusal refusal(MqttConnectReturnCode answer) {
    Throwable cause = new IllegalStateException("CONNACK " + answer);
    return switch (answer) {
      case CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, CONNECTION_REFUSED_NOT_AUTHORIZED ->
          Refusals.credentials(settings, cause);
      default -> Refusals.refused(settings, String.valueOf(answer), cause);
    };
  }

  private NetClientOptions options() throws MqttRefusal {
    NetClientOptions options = new NetClientOptions();
    options.setConnectTimeout((int) settings.connectTimeout().toMillis());
    options.setTcpNoDelay(true);
    // No answer to two pings: closes the channel at once.
    options.setReadIdleTimeout((int) (settings.keepAlive().toMillis() * 3 / 2));
    options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    if (settings.tls().isPresent()) {
      secure(options, settings.tls().get());
    }
    return options;
  }

  private static void secure(NetClientOptions options, MqttSettings.Tls tls) throws MqttRefusal {
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

  /** A message where it lies. */
  private static final class NettyMessage extends ReceivedMessage {

    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private int at;
    private int length;

    void set(String topic, boolean retained, long receivedNs, ByteBuf where, int first, int bytes) {
      set(topic, retained, receivedNs);
      in = where;
      at = first;
      length = bytes;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public void copyTo(byte[] target) {
      in.getBytes(at, target, 0, length);
    }
  }
}
