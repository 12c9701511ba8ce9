package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.BinaryLayout.*;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes the binary format. */
final class BinaryEncoder {

  private final boolean float32;
  private final @Nullable FrameSigner signer;
  private final CRC32C checksum = new CRC32C();
  private final double[] values = new double[FrameLimits.MAX_VALUES];

  BinaryEncoder(boolean float32, @Nullable FrameSigner signer) {
    this.float32 = float32;
    this.signer = signer;
  }

  @HotPath
  int encode(SensorFrame frame, byte[] target) {
    int count = frame.valueCount();
    frame.copyValues(values);
    begin(target, FrameKind.SENSOR, 0, count, frame.epoch());
    nameLengths(target, frame.robotName().length(), frame.sensorName().length());
    putI64(target, SEQUENCE_AT, frame.sequence());
    putI64(target, STAMP_AT, frame.stampNs());
    int end = putValues(target, FrameKind.SENSOR.headerBytes(), count);
    end += frame.robotName().copyTo(target, end);
    end += frame.sensorName().copyTo(target, end);
    return seal(target, end);
  }

  @HotPath
  int encode(CommandFrame frame, byte[] target) {
    int count = frame.valueCount();
    frame.copyValues(values);
    begin(target, FrameKind.COMMAND, frame.verdict().code(), count, frame.epoch());
    nameLengths(target, frame.robotName().length(), 0);
    putI64(target, SEQUENCE_AT, frame.sequence());
    putI64(target, STAMP_AT, frame.observationStampNs());
    putI64(target, OBSERVATION_SEQUENCE_AT, frame.observationSequence());
    putI64(target, ISSUED_AT, frame.issuedNs());
    putI64(target, BUNDLE_VERSION_AT, frame.bundleVersion());
    putI32(target, VALID_FOR_US_AT, (int) validForUs(frame));
    putI32(target, COMMAND_RESERVED_AT, 0);
    int end = putValues(target, FrameKind.COMMAND.headerBytes(), count);
    end += frame.robotName().copyTo(target, end);
    return seal(target, end);
  }

  int encode(EventFrame frame, byte[] target) {
    byte[] text = frame.text().getBytes(StandardCharsets.UTF_8);
    begin(target, FrameKind.EVENT, severityCode(frame.severity()), 0, frame.epoch());
    nameLengths(target, frame.robot().length(), frame.source().length());
    putI64(target, SEQUENCE_AT, frame.sequence());
    putI64(target, STAMP_AT, frame.stampNs());
    textLengths(target, text.length, frame.code().length(), 0);
    int end = FrameKind.EVENT.headerBytes();
    end = putName(target, end, frame.robot());
    end = putName(target, end, frame.source());
    end = putName(target, end, frame.code());
    return seal(target, putText(target, end, text));
  }

  int encode(StatusFrame frame, byte[] target) {
    byte[] text = frame.text().getBytes(StandardCharsets.UTF_8);
    begin(target, FrameKind.STATUS, frame.online() ? 1 : 0, 0, frame.epoch());
    nameLengths(target, frame.robot().length(), frame.source().length());
    putI64(target, COMMAND_EPOCH_AT, frame.commandEpoch());
    putI64(target, WALL_CLOCK_AT, frame.wallClockMs());
    textLengths(target, text.length, frame.model().length(), frame.codec().length());
    int end = FrameKind.STATUS.headerBytes();
    end = putName(target, end, frame.robot());
    end = putName(target, end, frame.source());
    end = putName(target, end, frame.model());
    end = putName(target, end, frame.codec());
    return seal(target, putText(target, end, text));
  }

  /** Whole microseconds, rounded towards the shorter validity and held within the field. */
  static long validForUs(CommandFrame frame) {
    return Math.max(0, Math.min(frame.validForNs() / 1000, MAX_VALID_FOR_US));
  }

  static int severityCode(EventFrame.Severity severity) {
    return switch (severity) {
      case INFO -> 0;
      case WARNING -> 1;
      case ERROR -> 2;
      case STOP -> 3;
    };
  }

  private void begin(byte[] target, FrameKind kind, int code, int valueCount, long epoch) {
    for (int i = 0; i < VERSION_AT; i++) {
      target[MAGIC_AT + i] = magic(i);
    }
    boolean hasValues = kind == FrameKind.SENSOR || kind == FrameKind.COMMAND;
    int flags = (signer != null ? FLAG_SIGNED : 0) | (float32 && hasValues ? FLAG_FLOAT32 : 0);
    target[VERSION_AT] = VERSION;
    target[KIND_AT] = (byte) kind.code();
    target[FLAGS_AT] = (byte) flags;
    target[CODE_AT] = (byte) code;
    putU16(target, VALUE_COUNT_AT, valueCount);
    putI64(target, EPOCH_AT, epoch);
  }

  private static void nameLengths(byte[] target, int robot, int second) {
    target[ROBOT_LENGTH_AT] = (byte) robot;
    target[SECOND_NAME_LENGTH_AT] = (byte) second;
  }

  private static void textLengths(byte[] target, int text, int third, int fourth) {
    putU16(target, TEXT_LENGTH_AT, text);
    target[THIRD_NAME_LENGTH_AT] = (byte) third;
    target[FOURTH_NAME_LENGTH_AT] = (byte) fourth;
    putI32(target, TEXT_RESERVED_AT, 0);
  }

  private int putValues(byte[] target, int at, int count) {
    int next = at;
    if (float32) {
      for (int i = 0; i < count; i++, next += Float.BYTES) {
        putF32(target, next, (float) values[i]);
      }
    } else {
      for (int i = 0; i < count; i++, next += Double.BYTES) {
        putF64(target, next, values[i]);
      }
    }
    return next;
  }

  private static int putName(byte[] target, int at, String name) {
    for (int i = 0; i < name.length(); i++) {
      target[at + i] = (byte) name.charAt(i);
    }
    return at + name.length();
  }

  private static int putText(byte[] target, int at, byte[] text) {
    System.arraycopy(text, 0, target, at, text.length);
    return at + text.length;
  }

  private int seal(byte[] target, int contentEnd) {
    int end = padded(contentEnd);
    for (int i = contentEnd; i < end; i++) {
      target[i] = 0;
    }
    int signatureAt = end + CHECKSUM_BYTES;
    int length = signatureAt + (signer == null ? 0 : SIGNATURE_BYTES);
    putI32(target, LENGTH_AT, length);
    checksum.reset();
    checksum.update(target, 0, end);
    putI32(target, end, (int) checksum.getValue());
    if (signer != null) {
      signer.sign(target, signatureAt);
    }
    return length;
  }
}
