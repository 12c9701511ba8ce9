package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;

/**
 * One robot's command topic: decodes each message, checks that it is meant for this robot and newer
 * than the one before, and counts what became of it. Whether the command is still fresh is the
 * guard's to say. Owned by one thread; the counts may be read by any.
 */
public final class CommandFrameReader {

  private final FrameCodec codec;
  private final String robot;
  private final int valueCount;
  private final FrameOrder order = new FrameOrder();
  private final OutcomeCounts<FrameOutcome> counts = new OutcomeCounts<>(FrameOutcome.class);

  /**
   * @param valueCount how many values every command has
   */
  public CommandFrameReader(FrameCodec codec, String robot, int valueCount) {
    this.codec = codec;
    this.robot = robot;
    this.valueCount = valueCount;
  }

  /**
   * Reads one message.
   *
   * @param retained whether the broker kept it from the past
   * @param into the command when the outcome is accepted, else undefined
   */
  @HotPath
  public FrameOutcome read(byte[] payload, int length, boolean retained, CommandFrame into) {
    FrameOutcome outcome = outcomeOf(payload, length, retained, into);
    counts.add(outcome);
    return outcome;
  }

  /** What became of all messages so far. */
  public OutcomeCounts<FrameOutcome> counts() {
    return counts;
  }

  /**
   * How far the newest accepted frame has come. A robot reports its guard's epoch instead, which
   * judges more.
   */
  public FrameOrder order() {
    return order;
  }

  private FrameOutcome outcomeOf(byte[] payload, int length, boolean retained, CommandFrame into) {
    if (retained) {
      return FrameOutcome.RETAINED;
    }
    FrameOutcome decoded = codec.decode(payload, length, into);
    if (!decoded.accepted()) {
      return decoded;
    }
    if (!into.isOfRobot(robot)) {
      return FrameOutcome.WRONG_ROBOT;
    }
    if (into.valueCount() != valueCount) {
      return FrameOutcome.WRONG_DIMENSION;
    }
    FrameOutcome ordered = order.advance(into.epoch(), into.sequence());
    return ordered.accepted() ? decoded : ordered;
  }
}
