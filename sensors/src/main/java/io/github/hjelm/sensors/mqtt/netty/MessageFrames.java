package io.github.hjelm.sensors.mqtt.netty;

import io.github.hjelm.sensors.HotPath;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes messages of QoS 0 where they lie in the socket's memory, and leaves every other
 * packet to the codec behind it. That codec makes a dozen objects of a message; a robot has a
 * thousand of them a second, and nothing else.
 *
 * <p>Commands of messages that came in one read leave in one write. Event loop.
 */
final class MessageFrames extends ChannelInboundHandlerAdapter {

  private static final int ADMISSION = 0x20;
  private static final int MESSAGE = 0x30;
  private static final int TYPE_AND_QOS = 0xF6;
  private static final int RETAINED = 0x01;
  private static final int TOPIC_LENGTH_BYTES = 2;
  private static final int LONGEST_TOPIC = 0xFFFF;
  private static final int MOST_LENGTH_BYTES = 4;
  private static final int LENGTH_BITS = 7;
  private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
  private static final int MORE = 1 << LENGTH_BITS;

  /** Who takes the messages. */
  interface Receiver {

    /** A message, in memory that is valid until this returns. */
    void message(String topic, ByteBuf in, int at, int length, boolean retained);

    /** A message that was too large to be read. */
    void oversize();
  }

  private final ContextInternal context;
  private final Receiver receiver;
  private final int longest;
  private final TopicNames topics = new TopicNames();

  /** The beginning of a packet whose end has not arrived. */
  private @Nullable ByteBuf begun;

  /** How much of a packet has to be there before it can be taken. */
  private int wanted;

  private int toSkip;
  private boolean admitted;
  private boolean reading;
  private boolean written;

  /**
   * @param context that receivers run on
   * @param maxMessageBytes longest payload; what is certainly longer is skipped
   */
  MessageFrames(ContextInternal context, Receiver receiver, int maxMessageBytes) {
    this.context = context;
    this.receiver = receiver;
    longest = Math.addExact(maxMessageBytes, TOPIC_LENGTH_BYTES + LONGEST_TOPIC);
  }

  /** The longest packet that is read. */
  int longest() {
    return longest;
  }

  /**
   * Sends a message.
   *
   * @param done when it is in the socket, or lost
   */
  @HotPath
  void publish(
      ChannelHandlerContext ctx,
      String topic,
      byte[] payload,
      int length,
      boolean retained,
      ChannelFutureListener done) {
    int topicBytes = ByteBufUtil.utf8Bytes(topic);
    int remaining = TOPIC_LENGTH_BYTES + topicBytes + length;
    ByteBuf frame = ctx.alloc().directBuffer(1 + MOST_LENGTH_BYTES + remaining);
    frame.writeByte(retained ? MESSAGE | RETAINED : MESSAGE);
    int left = remaining;
    for (; left > LENGTH_MASK; left >>>= LENGTH_BITS) {
      frame.writeByte((left & LENGTH_MASK) | MORE);
    }
    frame.writeByte(left);
    frame.writeShort(topicBytes);
    ByteBufUtil.writeUtf8(frame, topic);
    frame.writeBytes(payload, 0, length);
    ctx.write(frame).addListener(done);
    if (reading) {
      written = true;
    } else {
      ctx.flush();
    }
  }

  @Override
  @HotPath
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    reading = true;
    boolean ours = begun != null;
    ByteBuf in = joined((ByteBuf) read);
    ContextInternal before = context.beginDispatch();
    boolean taken = false;
    try {
      boolean more = true;
      while (more) {
        more = takes(ctx, in);
      }
      taken = true;
    } finally {
      context.endDispatch(before);
      if (taken && in.isReadable()) {
        keep(ctx, in, ours);
      } else {
        in.release();
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    if (written) {
      written = false;
      ctx.flush();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (begun != null) {
      begun.release();
      begun = null;
    }
  }

  private ByteBuf joined(ByteBuf read) {
    ByteBuf first = begun;
    if (first == null) {
      return read;
    }
    begun = null;
    try {
      first.writeBytes(read);
    } finally {
      read.release();
    }
    return first;
  }

  /** A large packet comes in many reads: what is ours already is not copied again. */
  private void keep(ChannelHandlerContext ctx, ByteBuf in, boolean ours) {
    int there = in.readableBytes();
    if (ours) {
      begun = in.discardReadBytes().ensureWritable(Math.max(0, wanted - there));
    } else {
      begun = ctx.alloc().buffer(Math.max(wanted, there)).writeBytes(in);
      in.release();
    }
  }

  /** Takes a packet from the front; false when there is no whole one. */
  private boolean takes(ChannelHandlerContext ctx, ByteBuf in) {
    int there = in.readableBytes();
    if (toSkip > 0) {
      int skipped = Math.min(toSkip, there);
      in.skipBytes(skipped);
      toSkip -= skipped;
      return toSkip == 0;
    }
    int at = in.readerIndex();
    int remaining = 0;
    int head = 1;
    for (boolean more = true; more; head++) {
      if (head >= there) {
        wanted = there + 1;
        return false;
      }
      byte part = in.getByte(at + head);
      remaining |= (part & LENGTH_MASK) << (LENGTH_BITS * (head - 1));
      more = part < 0;
      if (more && head == MOST_LENGTH_BYTES) {
        throw new CorruptedFrameException("a packet's length has more than four bytes");
      }
    }
    int first = in.getUnsignedByte(at);
    if (!admitted && first != ADMISSION) {
      throw new CorruptedFrameException("no broker answers like this");
    }
    admitted = true;
    boolean message = (first & TYPE_AND_QOS) == MESSAGE;
    if (remaining > longest) {
      skip(message, remaining);
      in.skipBytes(head);
      return true;
    }
    if (there < head + remaining) {
      wanted = head + remaining;
      return false;
    }
    if (message) {
      in.skipBytes(head + remaining);
      deliver(in, at + head, remaining, (first & RETAINED) != 0);
    } else {
      ctx.fireChannelRead(in.readRetainedSlice(head + remaining));
    }
    return true;
  }

  private void skip(boolean message, int remaining) {
    if (!message) {
      throw new TooLongFrameException("a packet of %d bytes is no message".formatted(remaining));
    }
    toSkip = remaining;
    receiver.oversize();
  }

  private void deliver(ByteBuf in, int at, int remaining, boolean retained) {
    int topicBytes = remaining < TOPIC_LENGTH_BYTES ? remaining : in.getUnsignedShort(at);
    int payload = remaining - TOPIC_LENGTH_BYTES - topicBytes;
    if (payload < 0) {
      throw new CorruptedFrameException("a message ends within its topic");
    }
    int topicAt = at + TOPIC_LENGTH_BYTES;
    String topic = topics.at(in, topicAt, topicBytes);
    receiver.message(topic, in, topicAt + topicBytes, payload, retained);
  }
}
