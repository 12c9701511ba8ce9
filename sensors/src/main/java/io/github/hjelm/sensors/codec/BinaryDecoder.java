package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.BinaryLayout.*;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the fields of the binary format, once {@link BinaryEnvelope} has found it whole. */
final class BinaryDecoder {

  private static final EventFrame.Severity[] SEVERITIES = EventFrame.Severity.values();

  private final BinaryEnvelope envelope;
  private final double[] values = new double[FrameLimits.MAX_VALUES];

  BinaryDecoder(@Nullable FrameSigner signer) {
    this.envelope = new BinaryEnvelope(signer);
  }

  @HotPath
  FrameOutcome decode(byte[] source, int length, SensorFrame into) {
    FrameOutcome opened = envelope.open(source, length, FrameKind.SENSOR);
    if (opened != FrameOutcome.ACCEPTED) {
      return opened;
    }
    int count = u16(source, VALUE_COUNT_AT);
    if (count > FrameLimits.MAX_VALUES) {
      return FrameOutcome.OVERSIZE;
    }
    int robotLength = u8(source, ROBOT_LENGTH_AT);
    int sensorLength = u8(source, SECOND_NAME_LENGTH_AT);
    int robotAt = FrameKind.SENSOR.headerBytes() + count * valueBytes(source);
    int sensorAt = robotAt + robotLength;
    boolean wellFormed =
        u8(source, CODE_AT) == 0
            && i64(source, EPOCH_AT) >= 0
            && i64(source, SEQUENCE_AT) >= 0
            && endsAt(source, sensorAt + sensorLength)
            && into.robotName().set(source, robotAt, robotLength)
            && into.sensorName().set(source, sensorAt, sensorLength);
    if (!wellFormed) {
      return FrameOutcome.BAD_FIELD;
    }
    into.setEpoch(i64(source, EPOCH_AT))
        .setSequence(i64(source, SEQUENCE_AT))
        .setStampNs(i64(source, STAMP_AT));
    FrameOutcome outcome = readValues(source, FrameKind.SENSOR.headerBytes(), count);
    if (outcome.accepted()) {
      into.setValues(values, count);
    }
    return outcome;
  }

  @HotPath
  FrameOutcome decode(byte[] source, int length, CommandFrame into) {
    FrameOutcome opened = envelope.open(source, length, FrameKind.COMMAND);
    if (opened != FrameOutcome.ACCEPTED) {
      return opened;
    }
    int count = u16(source, VALUE_COUNT_AT);
    if (count > FrameLimits.MAX_VALUES) {
      return FrameOutcome.OVERSIZE;
    }
    int robotLength = u8(source, ROBOT_LENGTH_AT);
    int robotAt = FrameKind.COMMAND.headerBytes() + count * valueBytes(source);
    Verdict verdict = Verdict.ofCode(u8(source, CODE_AT));
    boolean wellFormed =
        verdict != null
            && u8(source, SECOND_NAME_LENGTH_AT) == 0
            && i32(source, COMMAND_RESERVED_AT) == 0
            && i64(source, EPOCH_AT) >= 0
            && i64(source, SEQUENCE_AT) >= 0
            && i64(source, OBSERVATION_SEQUENCE_AT) >= 0
            && i64(source, BUNDLE_VERSION_AT) >= 0
            && endsAt(source, robotAt + robotLength)
            && into.robotName().set(source, robotAt, robotLength);
    if (!wellFormed || verdict == null) {
      return FrameOutcome.BAD_FIELD;
    }
    into.setEpoch(i64(source, EPOCH_AT))
        .setSequence(i64(source, SEQUENCE_AT))
        .setObservation(i64(source, OBSERVATION_SEQUENCE_AT), i64(source, STAMP_AT))
        .setIssuedNs(i64(source, ISSUED_AT))
        .setValidForNs(u32(source, VALID_FOR_US_AT) * 1000)
        .setVerdict(verdict)
        .setBundleVersion(i64(source, BUNDLE_VERSION_AT));
    FrameOutcome outcome = readValues(source, FrameKind.COMMAND.headerBytes(), count);
    if (outcome.accepted()) {
      into.setValues(values, count);
    }
    return outcome;
  }

  FrameOutcome decodeEvent(byte[] source, int length, Consumer<EventFrame> accepted) {
    FrameOutcome opened = openText(source, length, FrameKind.EVENT);
    if (opened != FrameOutcome.ACCEPTED) {
      return opened;
    }
    int severity = u8(source, CODE_AT);
    boolean wellFormed =
        severity < SEVERITIES.length
            && i64(source, SEQUENCE_AT) >= 0
            && u8(source, FOURTH_NAME_LENGTH_AT) == 0;
    Names names = Names.read(source, FrameKind.EVENT.headerBytes(), 3);
    if (!wellFormed || names == null) {
      return FrameOutcome.BAD_FIELD;
    }
    String text = text(source, names.end());
    if (text == null) {
      return FrameOutcome.BAD_TEXT;
    }
    accepted.accept(
        new EventFrame(
            names.first(),
            names.second(),
            i64(source, EPOCH_AT),
            i64(source, SEQUENCE_AT),
            i64(source, STAMP_AT),
            SEVERITIES[severity],
            names.third(),
            text));
    return FrameOutcome.ACCEPTED;
  }

  FrameOutcome decodeStatus(byte[] source, int length, Consumer<StatusFrame> accepted) {
    FrameOutcome opened = openText(source, length, FrameKind.STATUS);
    if (opened != FrameOutcome.ACCEPTED) {
      return opened;
    }
    int online = u8(source, CODE_AT);
    boolean wellFormed = online <= 1 && i64(source, COMMAND_EPOCH_AT) >= 0;
    Names names = Names.read(source, FrameKind.STATUS.headerBytes(), 4);
    if (!wellFormed || names == null) {
      return FrameOutcome.BAD_FIELD;
    }
    String text = text(source, names.end());
    if (text == null) {
      return FrameOutcome.BAD_TEXT;
    }
    accepted.accept(
        new StatusFrame(
            names.first(),
            names.second(),
            online == 1,
            i64(source, EPOCH_AT),
            i64(source, COMMAND_EPOCH_AT),
            i64(source, WALL_CLOCK_AT),
            names.third(),
            names.fourth(),
            text));
    return FrameOutcome.ACCEPTED;
  }

  private FrameOutcome openText(byte[] source, int length, FrameKind expected) {
    FrameOutcome opened = envelope.open(source, length, expected);
    if (opened != FrameOutcome.ACCEPTED) {
      return opened;
    }
    int textLength = u16(source, TEXT_LENGTH_AT);
    if (textLength > FrameLimits.MAX_TEXT_BYTES) {
      return FrameOutcome.OVERSIZE;
    }
    int end =
        expected.headerBytes()
            + u8(source, ROBOT_LENGTH_AT)
            + u8(source, SECOND_NAME_LENGTH_AT)
            + u8(source, THIRD_NAME_LENGTH_AT)
            + u8(source, FOURTH_NAME_LENGTH_AT)
            + textLength;
    boolean wellFormed =
        u16(source, VALUE_COUNT_AT) == 0
            && i32(source, TEXT_RESERVED_AT) == 0
            && i64(source, EPOCH_AT) >= 0
            && endsAt(source, end);
    return wellFormed ? FrameOutcome.ACCEPTED : FrameOutcome.BAD_FIELD;
  }

  /** Whether the contents fill the frame exactly, but for zeros up to the checksum. */
  private boolean endsAt(byte[] source, int contentEnd) {
    if (padded(contentEnd) != envelope.bodyEnd()) {
      return false;
    }
    for (int i = contentEnd; i < envelope.bodyEnd(); i++) {
      if (source[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static int valueBytes(byte[] source) {
    return (u8(source, FLAGS_AT) & FLAG_FLOAT32) != 0 ? Float.BYTES : Double.BYTES;
  }

  private FrameOutcome readValues(byte[] source, int at, int count) {
    boolean narrow = valueBytes(source) == Float.BYTES;
    double smallestNormal = narrow ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    FrameOutcome outcome = FrameOutcome.ACCEPTED;
    for (int i = 0; i < count; i++) {
      double value =
          narrow ? f32(source, at + Float.BYTES * i) : f64(source, at + Double.BYTES * i);
      values[i] = value;
      FrameOutcome number = NumberCheck.outcomeOf(value, smallestNormal);
      if (number == FrameOutcome.ACCEPTED) {
        continue;
      }
      if (!number.accepted()) {
        return number;
      }
      values[i] = 0;
      outcome = number;
    }
    return outcome;
  }

  private static @Nullable String text(byte[] source, int at) {
    int length = u16(source, TEXT_LENGTH_AT);
    if (Utf8.check(source, at, length) != FrameOutcome.ACCEPTED) {
      return null;
    }
    return new String(source, at, length, StandardCharsets.UTF_8);
  }

  /** The names of an event or status frame. */
  private record Names(String first, String second, String third, String fourth, int end) {

    /** The first {@code count} names, or null when one of them is none. */
    static @Nullable Names read(byte[] source, int at, int count) {
      int[] lengthsAt = {
        ROBOT_LENGTH_AT, SECOND_NAME_LENGTH_AT, THIRD_NAME_LENGTH_AT, FOURTH_NAME_LENGTH_AT
      };
      String[] names = {"", "", "", ""};
      int next = at;
      for (int i = 0; i < count; i++) {
        int length = u8(source, lengthsAt[i]);
        names[i] = new String(source, next, length, StandardCharsets.ISO_8859_1);
        if (!FrameLimits.isName(names[i])) {
          return null;
        }
        next += length;
      }
      return new Names(names[0], names[1], names[2], names[3], next);
    }
  }
}
