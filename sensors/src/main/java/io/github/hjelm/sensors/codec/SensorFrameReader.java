package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.SensorFrame;
import java.nio.ByteBuffer;

/**
 * One sensor's topic: decodes each message, checks that it is the expected reading and newer than
 * the one before, and counts what became of it. Owned by one thread; the counts may be read by any.
 */
public final class SensorFrameReader {

  private final FrameCodec codec;
  private final String robot;
  private final String sensor;
  private final int valueCount;
  private final FrameOrder order = new FrameOrder();
  private final OutcomeCounts<FrameOutcome> counts = new OutcomeCounts<>(FrameOutcome.class);

  /**
   * @param valueCount how many values every frame has
   */
  public SensorFrameReader(FrameCodec codec, String robot, String sensor, int valueCount) {
    this.codec = codec;
    this.robot = robot;
    this.sensor = sensor;
    this.valueCount = valueCount;
  }

  /**
   * Reads one message.
   *
   * @param retained whether the broker kept it from the past
   * @param into the reading when the outcome is accepted, else undefined
   */
  @HotPath
  public FrameOutcome read(byte[] payload, int length, boolean retained, SensorFrame into) {
    FrameOutcome outcome = outcomeOf(payload, length, retained, into);
    counts.add(outcome);
    return outcome;
  }

  /** What became of all messages so far. */
  public OutcomeCounts<FrameOutcome> counts() {
    return counts;
  }

  private FrameOutcome outcomeOf(byte[] payload, int length, boolean retained, SensorFrame into) {
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
    if (!into.isOfSensor(sensor)) {
      return FrameOutcome.WRONG_SENSOR;
    }
    if (into.valueCount() != valueCount) {
      return FrameOutcome.WRONG_DIMENSION;
    }
    FrameOutcome ordered = order.advance(into.epoch(), into.sequence());
    return ordered.accepted() ? decoded : ordered;
  }

  /** Writes down how far its sensor has come; counts are not part of it. */
  @HotPath
  public void save(ByteBuffer out) {
    order.save(out);
  }

  /** Goes on from what {@link #save} wrote. */
  public void load(ByteBuffer in) {
    order.load(in);
  }
}
