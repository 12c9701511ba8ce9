package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.BinaryLayout.*;
import static io.github.hjelm.sensors.codec.FrameKind.COMMAND;
import static io.github.hjelm.sensors.codec.FrameKind.EVENT;
import static io.github.hjelm.sensors.codec.FrameKind.SENSOR;
import static io.github.hjelm.sensors.codec.FrameKind.STATUS;
import static io.github.hjelm.sensors.codec.Tamper.bytes;
import static io.github.hjelm.sensors.codec.Tamper.joined;
import static io.github.hjelm.sensors.codec.Tamper.resealed;
import static io.github.hjelm.sensors.codec.Tamper.said;
import static io.github.hjelm.sensors.codec.Tamper.utf8;
import static io.github.hjelm.sensors.codec.Tamper.widened;
import static io.github.hjelm.sensors.codec.Tamper.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryCodecTest {

  private static final BinaryCodec CODEC = new BinaryCodec();
  private static final BinaryCodec NARROW = new BinaryCodec(ValueWidth.FLOAT32, Optional.empty());
  private static final byte[] SENSOR_FRAME = bytes(CODEC, SampleFrames.sensor());
  private static final byte[] COMMAND_FRAME = bytes(CODEC, SampleFrames.command());
  private static final byte[] EVENT_FRAME = bytes(CODEC, SampleFrames.event());
  private static final byte[] STATUS_FRAME = bytes(CODEC, SampleFrames.status());
  private static final int SENSOR_NAMES_AT = SENSOR.headerBytes() + 3 * Double.BYTES;

  static Stream<Message> messages() {
    return Stream.of(wholes(), envelopes(), headers(), contents(), numbers()).flatMap(m -> m);
  }

  private static Stream<Message> wholes() {
    return Stream.of(
        sensor("as sent", SENSOR_FRAME, FrameOutcome.ACCEPTED),
        command("as sent", COMMAND_FRAME, FrameOutcome.ACCEPTED),
        event("as sent", EVENT_FRAME, FrameOutcome.ACCEPTED),
        status("as sent", STATUS_FRAME, FrameOutcome.ACCEPTED));
  }

  private static Stream<Message> envelopes() {
    byte[] huge = new byte[FrameLimits.MAX_FRAME_BYTES + 1];
    System.arraycopy(SENSOR_FRAME, 0, huge, 0, SENSOR_FRAME.length);
    byte[] claimsHuge = with(SENSOR_FRAME, LENGTH_AT + 3, 1);
    byte[] claimsSigned = Arrays.copyOf(with(SENSOR_FRAME, FLAGS_AT, FLAG_SIGNED), 44);
    return Stream.of(
        sensor("no bytes", new byte[0], FrameOutcome.EMPTY),
        sensor("longer than any frame", huge, FrameOutcome.OVERSIZE),
        sensor("claims 16 MiB", claimsHuge, FrameOutcome.OVERSIZE),
        sensor("JSON", utf8("{}"), FrameOutcome.NOT_A_FRAME),
        sensor("one bit of the magic", with(SENSOR_FRAME, 3, 'L'), FrameOutcome.NOT_A_FRAME),
        sensor("one byte", Arrays.copyOf(SENSOR_FRAME, 1), FrameOutcome.TRUNCATED),
        sensor("magic alone", Arrays.copyOf(SENSOR_FRAME, 4), FrameOutcome.TRUNCATED),
        sensor("header alone", Arrays.copyOf(SENSOR_FRAME, 43), FrameOutcome.TRUNCATED),
        sensor(
            "last byte missing",
            Arrays.copyOf(SENSOR_FRAME, SENSOR_FRAME.length - 1),
            FrameOutcome.TRUNCATED),
        sensor("no room for the signature", resealed(claimsSigned), FrameOutcome.TRUNCATED),
        sensor("next version", with(SENSOR_FRAME, VERSION_AT, 2), FrameOutcome.UNKNOWN_VERSION),
        sensor("version 0, short", utf8("HJLM\0"), FrameOutcome.UNKNOWN_VERSION),
        sensor("a byte more", joined(SENSOR_FRAME, new byte[1]), FrameOutcome.TRAILING_BYTES),
        sensor("two frames", joined(SENSOR_FRAME, SENSOR_FRAME), FrameOutcome.TRAILING_BYTES),
        sensor("value changed", with(SENSOR_FRAME, 40, 1), FrameOutcome.BAD_CHECKSUM),
        sensor("kind changed", with(SENSOR_FRAME, KIND_AT, 2), FrameOutcome.BAD_CHECKSUM),
        sensor(
            "signed after the checksum",
            with(SENSOR_FRAME, FLAGS_AT, FLAG_SIGNED),
            FrameOutcome.BAD_CHECKSUM),
        sensor("a command", COMMAND_FRAME, FrameOutcome.WRONG_KIND),
        command("a sensor frame", SENSOR_FRAME, FrameOutcome.WRONG_KIND),
        event("a status", STATUS_FRAME, FrameOutcome.WRONG_KIND),
        status("an event", EVENT_FRAME, FrameOutcome.WRONG_KIND));
  }

  private static Stream<Message> headers() {
    return Stream.of(
        sensor("kind 0", said(SENSOR_FRAME, KIND_AT, 0), FrameOutcome.BAD_FIELD),
        sensor("kind 5", said(SENSOR_FRAME, KIND_AT, 5), FrameOutcome.BAD_FIELD),
        sensor("kind 255", said(SENSOR_FRAME, KIND_AT, 255), FrameOutcome.BAD_FIELD),
        sensor("reserved flag", said(SENSOR_FRAME, FLAGS_AT, 4), FrameOutcome.BAD_FIELD),
        event(
            "float32 without values",
            said(EVENT_FRAME, FLAGS_AT, FLAG_FLOAT32),
            FrameOutcome.BAD_FIELD),
        command(
            "shorter than a command's header",
            resealed(with(Arrays.copyOf(SENSOR_FRAME, 72), KIND_AT, 2)),
            FrameOutcome.BAD_FIELD),
        sensor("code", said(SENSOR_FRAME, CODE_AT, 1), FrameOutcome.BAD_FIELD),
        sensor("epoch", said(SENSOR_FRAME, EPOCH_AT + 7, 0x80), FrameOutcome.BAD_FIELD),
        sensor("sequence", said(SENSOR_FRAME, SEQUENCE_AT + 7, 0x80), FrameOutcome.BAD_FIELD),
        sensor("negative stamp", said(SENSOR_FRAME, STAMP_AT + 7, 0x80), FrameOutcome.ACCEPTED),
        command("verdict 15", said(COMMAND_FRAME, CODE_AT, 15), FrameOutcome.BAD_FIELD),
        command("verdict 255", said(COMMAND_FRAME, CODE_AT, 255), FrameOutcome.BAD_FIELD),
        command("epoch", said(COMMAND_FRAME, EPOCH_AT + 7, 0x80), FrameOutcome.BAD_FIELD),
        command("sequence", said(COMMAND_FRAME, SEQUENCE_AT + 7, 0x80), FrameOutcome.BAD_FIELD),
        command("answered", said(COMMAND_FRAME, 47, 0x80), FrameOutcome.BAD_FIELD),
        command("bundle version", said(COMMAND_FRAME, 63, 0x80), FrameOutcome.BAD_FIELD),
        command("reserved", said(COMMAND_FRAME, 71, 1), FrameOutcome.BAD_FIELD),
        command("second name", said(COMMAND_FRAME, 15, 1), FrameOutcome.BAD_FIELD),
        event("severity 4", said(EVENT_FRAME, CODE_AT, 4), FrameOutcome.BAD_FIELD),
        event("epoch", said(EVENT_FRAME, EPOCH_AT + 7, 0x80), FrameOutcome.BAD_FIELD),
        event("sequence", said(EVENT_FRAME, SEQUENCE_AT + 7, 0x80), FrameOutcome.BAD_FIELD),
        event("values", said(EVENT_FRAME, VALUE_COUNT_AT, 1), FrameOutcome.BAD_FIELD),
        event("reserved", said(EVENT_FRAME, TEXT_RESERVED_AT, 1), FrameOutcome.BAD_FIELD),
        status("online 2", said(STATUS_FRAME, CODE_AT, 2), FrameOutcome.BAD_FIELD),
        status("command epoch", said(STATUS_FRAME, 31, 0x80), FrameOutcome.BAD_FIELD));
  }

  private static Stream<Message> contents() {
    byte[] fourthName = said(EVENT_FRAME, FOURTH_NAME_LENGTH_AT, 1);
    fourthName = said(fourthName, TEXT_LENGTH_AT, EVENT_FRAME[TEXT_LENGTH_AT] - 1);
    byte[] overlong = STATUS_FRAME.clone();
    int textAt = overlong.length - CHECKSUM_BYTES - "ready".length() - padding(STATUS_FRAME);
    overlong[textAt] = (byte) 0xC0;
    return Stream.of(
        sensor("4097 values", said(SENSOR_FRAME, VALUE_COUNT_AT + 1, 0x10), FrameOutcome.OVERSIZE),
        sensor("2 values", said(SENSOR_FRAME, VALUE_COUNT_AT, 2), FrameOutcome.BAD_FIELD),
        sensor("4 values", said(SENSOR_FRAME, VALUE_COUNT_AT, 4), FrameOutcome.BAD_FIELD),
        command("4355 values", said(COMMAND_FRAME, 13, 0x11), FrameOutcome.OVERSIZE),
        command("1 value", said(COMMAND_FRAME, VALUE_COUNT_AT, 1), FrameOutcome.BAD_FIELD),
        sensor("a gap", widened(SENSOR_FRAME, new byte[4]), FrameOutcome.BAD_FIELD),
        sensor(
            "padding not zero",
            said(SENSOR_FRAME, SENSOR_FRAME.length - 5, 1),
            FrameOutcome.BAD_FIELD),
        sensor("no robot", said(SENSOR_FRAME, ROBOT_LENGTH_AT, 0), FrameOutcome.BAD_FIELD),
        sensor("robot/", said(SENSOR_FRAME, SENSOR_NAMES_AT, '/'), FrameOutcome.BAD_FIELD),
        sensor("robot é", said(SENSOR_FRAME, SENSOR_NAMES_AT, 0xE9), FrameOutcome.BAD_FIELD),
        sensor("sensor+", said(SENSOR_FRAME, SENSOR_NAMES_AT + 6, '+'), FrameOutcome.BAD_FIELD),
        command("robot#", said(COMMAND_FRAME, 90, '#'), FrameOutcome.BAD_FIELD),
        event("robot é", said(EVENT_FRAME, 48, 0xE9), FrameOutcome.BAD_FIELD),
        event("a fourth name", fourthName, FrameOutcome.BAD_FIELD),
        event("text of 1281", said(EVENT_FRAME, TEXT_LENGTH_AT + 1, 5), FrameOutcome.OVERSIZE),
        event("half a character", said(EVENT_FRAME, lastTextByte(), 'x'), FrameOutcome.BAD_TEXT),
        status("overlong UTF-8", resealed(overlong), FrameOutcome.BAD_TEXT));
  }

  private static Stream<Message> numbers() {
    return Stream.of(
        value("NaN", CODEC, Double.NaN, FrameOutcome.NOT_A_NUMBER),
        value("+Inf", CODEC, Double.POSITIVE_INFINITY, FrameOutcome.INFINITE),
        value("-Inf", CODEC, Double.NEGATIVE_INFINITY, FrameOutcome.INFINITE),
        value("largest", CODEC, Double.MAX_VALUE, FrameOutcome.ACCEPTED),
        value("smallest normal", CODEC, -Double.MIN_NORMAL, FrameOutcome.ACCEPTED),
        value("subnormal", CODEC, Double.MIN_VALUE, FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO),
        value("zero", CODEC, -0.0, FrameOutcome.ACCEPTED),
        value("float NaN", NARROW, Double.NaN, FrameOutcome.NOT_A_NUMBER),
        value("too large for a float", NARROW, 1e39, FrameOutcome.INFINITE),
        value("float normal", NARROW, Float.MIN_NORMAL, FrameOutcome.ACCEPTED),
        value("float subnormal", NARROW, 1e-40, FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void givesEachMessageItsOutcome(Message message) {
    assertEquals(message.expected(), message.outcome(CODEC), message.toString());
  }

  @Test
  void refusesEveryPrefixOfAFrame() {
    for (byte[] frame : new byte[][] {SENSOR_FRAME, bytes(NARROW, SampleFrames.sensor())}) {
      for (int length = 1; length < frame.length; length++) {
        byte[] prefix = Arrays.copyOf(frame, length);
        assertEquals(FrameOutcome.TRUNCATED, CODEC.decode(prefix, length, new SensorFrame()));
      }
    }
  }

  @Test
  void refusesEverySingleFlippedBit() {
    for (byte[] frame : new byte[][] {SENSOR_FRAME, COMMAND_FRAME, EVENT_FRAME, STATUS_FRAME}) {
      for (int bit = 0; bit < 8 * frame.length; bit++) {
        byte[] flipped = frame.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        for (FrameKind kind : FrameKind.values()) {
          FrameOutcome outcome =
              new Message("bit " + bit, kind, flipped, FrameOutcome.BAD_CHECKSUM).outcome(CODEC);
          assertTrue(!outcome.accepted(), "bit " + bit + " as " + kind);
        }
      }
    }
  }

  @Test
  void readsSubnormalValuesAsZeroAndTheOthersAsTheyAre() {
    SensorFrame frame = SampleFrames.sensor().setValue(1, -Double.MIN_VALUE);
    SensorFrame received = new SensorFrame();
    byte[] bytes = bytes(CODEC, frame);
    assertEquals(
        FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO, CODEC.decode(bytes, bytes.length, received));
    FrameAssert.assertSame(frame.setValue(1, 0.0), received);
  }

  @Test
  void namesTheFirstBadValue() {
    SensorFrame frame = SampleFrames.sensor().setValue(1, Double.NaN);
    frame.setValue(2, Double.POSITIVE_INFINITY).setValue(0, Double.MIN_VALUE);
    byte[] bytes = bytes(CODEC, frame);
    assertEquals(FrameOutcome.NOT_A_NUMBER, CODEC.decode(bytes, bytes.length, new SensorFrame()));
  }

  @Test
  void keepsWholeMicrosecondsOfValidityAndNeverMore() {
    assertEquals(19_999_000, validityAfterTransport(19_999_999));
    assertEquals(0, validityAfterTransport(999));
    assertEquals(0, validityAfterTransport(-1));
    assertEquals(MAX_VALID_FOR_US * 1000, validityAfterTransport(Long.MAX_VALUE));
  }

  private static long validityAfterTransport(long validForNs) {
    byte[] bytes = bytes(CODEC, SampleFrames.command().setValidForNs(validForNs));
    CommandFrame received = new CommandFrame();
    assertEquals(FrameOutcome.ACCEPTED, CODEC.decode(bytes, bytes.length, received));
    return received.validForNs();
  }

  @Test
  void leavesNothingOfTheFrameBeforeInReusedMemory() {
    byte[] used = new byte[FrameLimits.MAX_FRAME_BYTES];
    Arrays.fill(used, (byte) 0xFF);
    int length = CODEC.encode(SampleFrames.command(), used);
    assertEquals(-1, Arrays.mismatch(COMMAND_FRAME, Arrays.copyOf(used, length)));
    length = CODEC.encode(SampleFrames.event(), used);
    assertEquals(-1, Arrays.mismatch(EVENT_FRAME, Arrays.copyOf(used, length)));
  }

  @Test
  void itsLargestFrameFitsTheLimit() {
    SensorFrame frame = SampleFrames.sensor().resize(FrameLimits.MAX_VALUES);
    frame.robotName().set("r".repeat(FrameLimits.MAX_NAME_BYTES));
    frame.sensorName().set("s".repeat(FrameLimits.MAX_NAME_BYTES));
    assertTrue(bytes(CODEC, frame).length < FrameLimits.MAX_FRAME_BYTES);
  }

  private static int padding(byte[] status) {
    int content = STATUS.headerBytes() + "amr-1robotunicyclebinaryready".length();
    return status.length - CHECKSUM_BYTES - content;
  }

  private static int lastTextByte() {
    int content = EVENT.headerBytes() + "amr-1robotDEADMAN".length();
    return content + u16(EVENT_FRAME, TEXT_LENGTH_AT) - 1;
  }

  private static Message value(
      String what, BinaryCodec codec, double value, FrameOutcome expected) {
    return sensor(what, bytes(codec, SampleFrames.sensor().setValue(1, value)), expected);
  }

  private static Message sensor(String what, byte[] bytes, FrameOutcome expected) {
    return new Message(what, SENSOR, bytes, expected);
  }

  private static Message command(String what, byte[] bytes, FrameOutcome expected) {
    return new Message(what, COMMAND, bytes, expected);
  }

  private static Message event(String what, byte[] bytes, FrameOutcome expected) {
    return new Message(what, EVENT, bytes, expected);
  }

  private static Message status(String what, byte[] bytes, FrameOutcome expected) {
    return new Message(what, STATUS, bytes, expected);
  }
}
