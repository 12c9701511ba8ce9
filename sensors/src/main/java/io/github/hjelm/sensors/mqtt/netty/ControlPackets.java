package io.github.hjelm.sensors.mqtt.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a client and a broker have to say to each other besides messages. Event loop. */
final class ControlPackets extends SimpleChannelInboundHandler<MqttMessage> {

  private static final int MOST_IDS = 0xFFFF;

  private final Promise<MqttConnectReturnCode> admission = Promise.promise();

  /** Each completes with whether all that was asked was granted. */
  private final Map<Integer, Promise<Boolean>> unanswered = new HashMap<>();

  private int lastId;

  @SuppressWarnings("NullAway.Init") // set before anything is sent or received
  private ChannelHandlerContext ctx;

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    ctx = added;
  }

  /** Introduces us; completes with the broker's answer. */
  Future<MqttConnectReturnCode> connect(MqttSettings settings) {
    MqttMessageBuilders.ConnectBuilder us =
        MqttMessageBuilders.connect()
            .protocolVersion(MqttVersion.MQTT_3_1_1)
            .clientId(settings.clientId())
            .cleanSession(true)
            .keepAlive((int) settings.keepAlive().toSeconds());
    settings
        .credentials()
        .ifPresent(
            credentials ->
                us.username(credentials.user()).password(credentials.password().getBytes(UTF_8)));
    settings
        .lastWill()
        .ifPresent(
            will ->
                us.willFlag(true)
                    .willQoS(MqttQoS.AT_MOST_ONCE)
                    .willRetain(true)
                    .willTopic(will.topic())
                    .willMessage(will.payload()));
    send(us.build());
    return admission.future();
  }

  /** Asks for messages of QoS 0. */
  Future<Boolean> subscribe(List<String> filters) {
    MqttMessageBuilders.SubscribeBuilder wish = MqttMessageBuilders.subscribe().messageId(nextId());
    filters.forEach(filter -> wish.addSubscription(MqttQoS.AT_MOST_ONCE, filter));
    return ask(wish.build());
  }

  /** Asks for no more of them. */
  Future<Boolean> unsubscribe(String filter) {
    return ask(
        MqttMessageBuilders.unsubscribe().messageId(nextId()).addTopicFilter(filter).build());
  }

  void ping() {
    send(MqttMessage.PINGREQ);
  }

  /** Says good-bye. */
  void leave() {
    send(MqttMessage.DISCONNECT);
  }

  /** Nobody will answer any more. */
  void fail(Throwable why) {
    admission.tryFail(why);
    List.copyOf(unanswered.values()).forEach(promise -> promise.tryFail(why));
    unanswered.clear();
  }

  private void send(MqttMessage packet) {
    ctx.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private int nextId() {
    lastId = lastId % MOST_IDS + 1;
    return lastId;
  }

  private Future<Boolean> ask(MqttMessage question) {
    Promise<Boolean> answer = Promise.promise();
    unanswered.put(lastId, answer);
    send(question);
    return answer.future();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext from, MqttMessage packet) {
    if (packet.decoderResult().isFailure()) {
      throw new CorruptedFrameException(packet.decoderResult().cause());
    }
    if (packet instanceof MqttConnAckMessage answer) {
      admission.tryComplete(answer.variableHeader().connectReturnCode());
    } else if (packet instanceof MqttSubAckMessage answer) {
      boolean granted =
          answer.payload().grantedQoSLevels().stream()
              .allMatch(level -> level <= MqttQoS.EXACTLY_ONCE.value());
      answered(answer.variableHeader().messageId(), granted);
    } else if (packet instanceof MqttUnsubAckMessage answer) {
      answered(answer.variableHeader().messageId(), true);
    } else if (packet.fixedHeader().messageType() != MqttMessageType.PINGRESP) {
      // Messages of a higher QoS would have to be acknowledged; none was asked for.
      throw new CorruptedFrameException(
          "a packet nobody asked for: " + packet.fixedHeader().messageType());
    }
  }

  private void answered(int id, boolean granted) {
    Promise<Boolean> promise = unanswered.remove(id);
    if (promise != null) {
      promise.tryComplete(granted);
    }
  }
}
