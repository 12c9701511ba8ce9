package io.github.hjelm.sensors.mqtt.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageFramesTest {

  private static final int LONGEST_PAYLOAD = 300;
  private static final int MESSAGES = 10_000;
  private static final byte[] ADMITTED = {0x20, 2, 0, 0};

  private static final Vertx VERTX = EventLoops.create(1);

  private final List<String> received = new ArrayList<>();
  private int oversize;
  private Consumer<String> onMessage = topic -> {};

  private final MessageFrames.Receiver receiver =
      new MessageFrames.Receiver() {
        @Override
        public void message(String topic, ByteBuf in, int at, int length, boolean retained) {
          received.add(topic + (retained ? " kept " : " ") + in.toString(at, length, UTF_8));
          onMessage.accept(topic);
        }

        @Override
        public void oversize() {
          oversize++;
        }
      };

  private final MessageFrames frames =
      new MessageFrames((ContextInternal) VERTX.getOrCreateContext(), receiver, LONGEST_PAYLOAD);
  private final EmbeddedChannel channel = new EmbeddedChannel(frames);

  @AfterAll
  static void stopLoops() {
    VERTX.close().await();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static byte[] encoded(MqttMessage message) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(message);
    ByteBuf joined = Unpooled.buffer();
    for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
      joined.writeBytes(part);
      part.release();
    }
    byte[] bytes = new byte[joined.readableBytes()];
    joined.readBytes(bytes);
    return bytes;
  }

  private static byte[] message(String topic, String payload, MqttQoS qos, boolean retained) {
    return encoded(
        MqttMessageBuilders.publish()
            .topicName(topic)
            .payload(Unpooled.copiedBuffer(payload, UTF_8))
            .qos(qos)
            .messageId(1)
            .retained(retained)
            .build());
  }

  private static byte[] message(String topic, String payload) {
    return message(topic, payload, MqttQoS.AT_MOST_ONCE, false);
  }

  private void arrive(byte[]... parts) {
    channel.writeInbound(Unpooled.wrappedBuffer(parts));
  }

  @Test
  void readsTheSameHoweverTheStreamIsCut() {
    byte[] stream =
        Unpooled.wrappedBuffer(
                ADMITTED,
                message("hjelm/r1/obs/state", "first"),
                encoded(MqttMessage.PINGRESP),
                message("größe", "x".repeat(200), MqttQoS.AT_MOST_ONCE, true),
                message("t", ""))
            .copy()
            .array();
    List<String> wanted =
        List.of("hjelm/r1/obs/state first", "größe kept " + "x".repeat(200), "t ");
    for (int size = 1; size <= stream.length; size++) {
      received.clear();
      EmbeddedChannel cut =
          new EmbeddedChannel(
              new MessageFrames(
                  (ContextInternal) VERTX.getOrCreateContext(), receiver, LONGEST_PAYLOAD));
      for (int from = 0; from < stream.length; from += size) {
        cut.writeInbound(Unpooled.copiedBuffer(stream, from, Math.min(size, stream.length - from)));
      }
      assertEquals(wanted, received, "in pieces of " + size);
      assertEquals(ADMITTED.length, bytes(cut.readInbound()));
      assertEquals(2, bytes(cut.readInbound()), "the ping's answer");
      assertNull(cut.readInbound());
      cut.finishAndReleaseAll();
    }
  }

  private static int bytes(ByteBuf packet) {
    int bytes = packet.readableBytes();
    packet.release();
    return bytes;
  }

  @Test
  void skipsWhatIsTooLargeAndReadsOn() {
    arrive(ADMITTED);
    byte[] large = message("t", "x".repeat(LONGEST_PAYLOAD + (1 << 16) + 2));
    for (int from = 0; from < large.length; from += 1000) {
      channel.writeInbound(Unpooled.copiedBuffer(large, from, Math.min(1000, large.length - from)));
    }
    arrive(message("t", "small"));
    assertEquals(1, oversize);
    assertEquals(List.of("t small"), received);
  }

  @Test
  void leavesMessagesThatHaveToBeAcknowledgedToTheCodec() {
    byte[] message = message("t", "once", MqttQoS.AT_LEAST_ONCE, false);
    arrive(ADMITTED, message);
    assertEquals(List.of(), received);
    assertEquals(ADMITTED.length, bytes(channel.readInbound()));
    assertEquals(message.length, bytes(channel.readInbound()));
  }

  @Test
  void whoDoesNotAdmitUsIsNoBroker() {
    byte[] http = "HTTP/1.1 400 Bad Request\r\n".getBytes(UTF_8);
    assertThrows(CorruptedFrameException.class, () -> arrive(http));
  }

  @Test
  void refusesWhatNoBrokerSends() {
    byte[] endless = {0x30, -1, -1, -1, -1, 1};
    byte[] cutShort = {0x30, 3, 0, 9, 't'};
    byte[] tooShort = {0x30, 1, 0};
    byte[] longAnswer = {(byte) 0x90, -1, -1, 127};
    for (byte[] nonsense : List.of(endless, cutShort, tooShort)) {
      EmbeddedChannel fresh = admitted();
      assertThrows(
          CorruptedFrameException.class,
          () -> fresh.writeInbound(Unpooled.wrappedBuffer(nonsense)));
    }
    EmbeddedChannel fresh = admitted();
    assertThrows(
        TooLongFrameException.class, () -> fresh.writeInbound(Unpooled.wrappedBuffer(longAnswer)));
    assertEquals(List.of(), received);
  }

  private EmbeddedChannel admitted() {
    EmbeddedChannel fresh =
        new EmbeddedChannel(
            new MessageFrames(
                (ContextInternal) VERTX.getOrCreateContext(), receiver, LONGEST_PAYLOAD));
    fresh.writeInbound(Unpooled.wrappedBuffer(ADMITTED));
    return fresh;
  }

  @Test
  void writesWhatTheCodecWouldWrite() {
    for (String payload : List.of("", "a", "x".repeat(100), "x".repeat(20_000))) {
      byte[] bytes = payload.getBytes(UTF_8);
      frames.publish(context(), "größe/1", bytes, bytes.length, true, written -> {});
      ByteBuf sent = channel.readOutbound();
      assertEquals(
          Unpooled.wrappedBuffer(message("größe/1", payload, MqttQoS.AT_MOST_ONCE, true)), sent);
      sent.release();
    }
  }

  private ChannelHandlerContext context() {
    return channel.pipeline().context(frames);
  }

  @Test
  void answersToOneReadLeaveTogether() {
    List<Integer> sentWhileReading = new ArrayList<>();
    onMessage =
        topic -> {
          frames.publish(context(), topic, new byte[0], 0, false, written -> {});
          sentWhileReading.add(channel.outboundMessages().size());
        };
    arrive(ADMITTED, message("a", ""), message("b", ""));
    assertEquals(List.of(0, 0), sentWhileReading);
    assertEquals(2, channel.outboundMessages().size());
    channel.releaseOutbound();
  }

  @Test
  void readingAllocatesNothing() throws Exception {
    arrive(ADMITTED);
    MessageFrames.Receiver counting =
        new MessageFrames.Receiver() {
          @Override
          public void message(String topic, ByteBuf in, int at, int length, boolean retained) {
            oversize += length;
          }

          @Override
          public void oversize() {
            oversize = -1;
          }
        };
    ContextInternal loop = (ContextInternal) VERTX.getOrCreateContext();
    MessageFrames own = new MessageFrames(loop, counting, LONGEST_PAYLOAD);
    EmbeddedChannel to = new EmbeddedChannel(own);
    to.writeInbound(Unpooled.wrappedBuffer(ADMITTED));
    ChannelHandlerContext ctx = to.pipeline().context(own);
    CompletableFuture<Long> least = new CompletableFuture<>();
    loop.runOnContext(begin -> least.complete(leastAllocated(own, ctx)));
    assertEquals(0, least.get(30, TimeUnit.SECONDS));
    assertEquals(0, oversize % MESSAGES);
    to.finishAndReleaseAll();
  }

  private static long leastAllocated(MessageFrames own, ChannelHandlerContext ctx) {
    ByteBuf messages =
        Unpooled.copiedBuffer(
            message("hjelm/r1/obs/state", "x"), message("hjelm/r2/obs/state", ""));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 && least > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < MESSAGES; i++) {
        own.channelRead(ctx, messages.retain().readerIndex(0));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void makesATopicIntoAStringOnce() {
    TopicNames names = new TopicNames();
    ByteBuf text = Unpooled.copiedBuffer("hjelm/r1/obs", UTF_8);
    String first = names.at(text, 0, text.readableBytes());
    assertEquals("hjelm/r1/obs", first);
    assertSame(first, names.at(text.copy(), 0, text.readableBytes()));
    // Any number of topics is spelled rightly, whether there is room for them or not.
    for (int i = 0; i < 5_000; i++) {
      ByteBuf other = Unpooled.copiedBuffer("t/" + i, UTF_8);
      assertEquals("t/" + i, names.at(other, 0, other.readableBytes()));
    }
    assertEquals("", names.at(text, 0, 0));
  }

  @Test
  void aMessageOfAnotherLengthIsNotTheSameTopic() {
    TopicNames names = new TopicNames();
    ByteBuf text = Unpooled.copiedBuffer("ab", UTF_8);
    assertEquals("a", names.at(text, 0, 1));
    assertEquals("ab", names.at(text, 0, 2));
    assertEquals("b", names.at(text, 1, 1));
  }
}
