package io.github.hjelm.bench.respond;

import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.util.function.Consumer;

/**
 * Observations of the bench as frames of one robot's one sensor. The header is the bench's own and
 * is not looked into, so frames are counted here. Everything else the bench does not speak.
 */
final class ContractCodec implements FrameCodec {

  /** The sensor that a robot of the bench has. */
  static final String SENSOR = "obs";

  private final String robot;
  private final int bytes;
  private final int values;
  private long frames;

  ContractCodec(String robot, int values) {
    this.robot = robot;
    this.values = values;
    bytes = Header.commandBytes(values, false);
  }

  @Override
  public String name() {
    return "bench";
  }

  @Override
  @HotPath
  public FrameOutcome decode(byte[] source, int length, SensorFrame into) {
    if (length != bytes) {
      return length < bytes ? FrameOutcome.TRUNCATED : FrameOutcome.TRAILING_BYTES;
    }
    frames++;
    into.robotName().set(robot);
    into.sensorName().set(SENSOR);
    into.setEpoch(1).setSequence(frames).setStampNs(frames).resize(values);
    for (int i = 0; i < values; i++) {
      float value = Header.value(source, i);
      // Written so that NaN is refused.
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        return Float.isNaN(value) ? FrameOutcome.NOT_A_NUMBER : FrameOutcome.INFINITE;
      }
      into.setValue(i, value);
    }
    return FrameOutcome.ACCEPTED;
  }

  @Override
  public FrameOutcome decode(byte[] source, int length, CommandFrame into) {
    return FrameOutcome.WRONG_KIND;
  }

  @Override
  public FrameOutcome decodeEvent(byte[] source, int length, Consumer<EventFrame> accepted) {
    return FrameOutcome.WRONG_KIND;
  }

  @Override
  public FrameOutcome decodeStatus(byte[] source, int length, Consumer<StatusFrame> accepted) {
    return FrameOutcome.WRONG_KIND;
  }

  @Override
  public int encode(SensorFrame frame, byte[] target) {
    throw new UnsupportedOperationException("the bench sends observations");
  }

  @Override
  public int encode(CommandFrame frame, byte[] target) {
    throw new UnsupportedOperationException("a command repeats its observation's header");
  }

  @Override
  public int encode(EventFrame frame, byte[] target) {
    throw new UnsupportedOperationException("the bench knows no events");
  }

  @Override
  public int encode(StatusFrame frame, byte[] target) {
    throw new UnsupportedOperationException("the bench knows no status");
  }
}
