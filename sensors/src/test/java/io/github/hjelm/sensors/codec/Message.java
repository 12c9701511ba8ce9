package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;

/** A message, how it is read, and what must become of it. */
final class Message {

  private final String what;
  private final FrameKind readAs;
  private final byte[] bytes;
  private final FrameOutcome expected;

  Message(String what, FrameKind readAs, byte[] bytes, FrameOutcome expected) {
    this.what = what;
    this.readAs = readAs;
    this.bytes = bytes;
    this.expected = expected;
  }

  FrameOutcome expected() {
    return expected;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  FrameOutcome outcome(FrameCodec codec) {
    return switch (readAs) {
      case SENSOR -> codec.decode(bytes, bytes.length, new SensorFrame());
      case COMMAND -> codec.decode(bytes, bytes.length, new CommandFrame());
      case EVENT -> codec.decodeEvent(bytes, bytes.length, event -> {});
      case STATUS -> codec.decodeStatus(bytes, bytes.length, status -> {});
    };
  }

  @Override
  public String toString() {
    return readAs.word() + " " + what + " -> " + expected;
  }
}
