package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.Tamper.bytes;
import static io.github.hjelm.sensors.codec.Tamper.text;
import static io.github.hjelm.sensors.codec.Tamper.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonCodecTest {

  private static final JsonCodec CODEC = new JsonCodec();
  private static final String SENSOR = text(bytes(CODEC, SampleFrames.sensor()));
  private static final String COMMAND = text(bytes(CODEC, SampleFrames.command()));
  private static final String EVENT = text(bytes(CODEC, SampleFrames.event()));
  private static final String STATUS = text(bytes(CODEC, SampleFrames.status()));

  static Stream<Message> messages() {
    return Stream.of(wholes(), texts(), frames(), fields(), numbers()).flatMap(m -> m);
  }

  private static Stream<Message> wholes() {
    return Stream.of(
        sensor("as sent", SENSOR, FrameOutcome.ACCEPTED),
        message(FrameKind.COMMAND, "as sent", COMMAND, FrameOutcome.ACCEPTED),
        message(FrameKind.EVENT, "as sent", EVENT, FrameOutcome.ACCEPTED),
        message(FrameKind.STATUS, "as sent", STATUS, FrameOutcome.ACCEPTED),
        sensor("spaced", " \r\n\t" + SENSOR.replace(":", " : ") + "\n", FrameOutcome.ACCEPTED),
        sensor("new keys", with("\"unit\":\"m\",\"x\":[{\"y\":null}]"), FrameOutcome.ACCEPTED),
        sensor("command's key", with("\"verdict\":7"), FrameOutcome.ACCEPTED),
        sensor("no timestamp", without("timestamp"), FrameOutcome.ACCEPTED),
        sensor("escaped key", SENSOR.replace("robot", "ro\\u0062ot"), FrameOutcome.ACCEPTED),
        sensor("integer value", value("1"), FrameOutcome.ACCEPTED),
        sensor("large integer value", value("1" + "0".repeat(40)), FrameOutcome.ACCEPTED));
  }

  private static Stream<Message> texts() {
    String deep = "[".repeat(8) + "]".repeat(8);
    byte[] utf16 = SENSOR.getBytes(StandardCharsets.UTF_16LE);
    byte[] overlong = utf8(EVENT);
    overlong[EVENT.indexOf("No")] = (byte) 0xC1;
    byte[] surrogate = utf8(EVENT.replace("No ", "No\0")); // three bytes to make room
    byte[] encoded = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
    System.arraycopy(encoded, 0, surrogate, EVENT.indexOf("No"), 3);
    return Stream.of(
        sensor("no bytes", "", FrameOutcome.EMPTY),
        sensor("too long", " ".repeat(FrameLimits.MAX_FRAME_BYTES), FrameOutcome.NOT_A_FRAME),
        sensor("longer", " ".repeat(FrameLimits.MAX_FRAME_BYTES + 1), FrameOutcome.OVERSIZE),
        sensor("only space", "  ", FrameOutcome.NOT_A_FRAME),
        sensor("an array", "[" + SENSOR + "]", FrameOutcome.NOT_A_FRAME),
        sensor("binary", "HJLM", FrameOutcome.NOT_A_FRAME),
        sensor("byte order mark", "\uFEFF" + SENSOR, FrameOutcome.NOT_A_FRAME),
        new Message("UTF-16", FrameKind.SENSOR, utf16, FrameOutcome.BAD_TEXT),
        new Message("overlong UTF-8", FrameKind.EVENT, overlong, FrameOutcome.BAD_TEXT),
        new Message("surrogate in UTF-8", FrameKind.EVENT, surrogate, FrameOutcome.BAD_TEXT),
        sensor("half the frame", SENSOR.substring(0, 40), FrameOutcome.TRUNCATED),
        sensor("single quotes", SENSOR.replace('"', '\''), FrameOutcome.BAD_TEXT),
        sensor("comment", SENSOR.replace("{", "{/**/"), FrameOutcome.BAD_TEXT),
        sensor("trailing comma", SENSOR.replace("]}", "],}"), FrameOutcome.BAD_TEXT),
        sensor("leading zero", value("01"), FrameOutcome.BAD_TEXT),
        sensor("plus", value("+1"), FrameOutcome.BAD_TEXT),
        sensor("two frames", SENSOR + SENSOR, FrameOutcome.TRAILING_BYTES),
        sensor("a brace more", SENSOR + "}", FrameOutcome.TRAILING_BYTES),
        sensor("deep", with("\"x\":" + deep), FrameOutcome.OVERSIZE),
        sensor("long key", with("\"" + "k".repeat(65) + "\":1"), FrameOutcome.OVERSIZE),
        sensor("long number", value("0." + "1".repeat(200)), FrameOutcome.OVERSIZE));
  }

  private static Stream<Message> frames() {
    return Stream.of(
        sensor("empty object", "{}", FrameOutcome.NOT_A_FRAME),
        sensor("no format", without("format"), FrameOutcome.NOT_A_FRAME),
        sensor("format 1", SENSOR.replace("\"hjelm/1\"", "1"), FrameOutcome.NOT_A_FRAME),
        sensor("other format", SENSOR.replace("hjelm/", "vda/"), FrameOutcome.NOT_A_FRAME),
        sensor("next version", SENSOR.replace("/1", "/2"), FrameOutcome.UNKNOWN_VERSION),
        sensor(
            "next version with other fields",
            "{\"epoch\":\"x\",\"format\":\"hjelm/2\"}",
            FrameOutcome.UNKNOWN_VERSION),
        sensor("no kind", without("kind"), FrameOutcome.BAD_FIELD),
        sensor("unknown kind", SENSOR.replace("\"sensor\"", "\"odd\""), FrameOutcome.BAD_FIELD),
        sensor("a command", COMMAND, FrameOutcome.WRONG_KIND),
        message(FrameKind.COMMAND, "a sensor frame", SENSOR, FrameOutcome.WRONG_KIND),
        message(FrameKind.EVENT, "a status", STATUS, FrameOutcome.WRONG_KIND),
        message(FrameKind.STATUS, "an event", EVENT, FrameOutcome.WRONG_KIND));
  }

  private static Stream<Message> fields() {
    String longText = "é".repeat(513);
    return Stream.of(
        sensor("robot twice", with("\"robot\":\"amr-1\""), FrameOutcome.BAD_FIELD),
        sensor("escaped twice", with("\"ro\\u0062ot\":\"amr-1\""), FrameOutcome.BAD_FIELD),
        sensor("format twice", with("\"format\":\"hjelm/1\""), FrameOutcome.BAD_FIELD),
        sensor("robot 1", SENSOR.replace("\"amr-1\"", "1"), FrameOutcome.BAD_FIELD),
        sensor("robot ''", SENSOR.replace("amr-1", ""), FrameOutcome.BAD_FIELD),
        sensor("robot a/b", SENSOR.replace("amr-1", "a/b"), FrameOutcome.BAD_FIELD),
        sensor("lone surrogate", SENSOR.replace("amr-1", "\\ud800"), FrameOutcome.BAD_FIELD),
        sensor("epoch -1", SENSOR.replace(":7,", ":-1,"), FrameOutcome.BAD_FIELD),
        sensor("epoch 7.0", SENSOR.replace(":7,", ":7.0,"), FrameOutcome.BAD_FIELD),
        sensor("epoch '7'", SENSOR.replace(":7,", ":\"7\","), FrameOutcome.BAD_FIELD),
        sensor("epoch NaN", SENSOR.replace(":7,", ":NaN,"), FrameOutcome.BAD_FIELD),
        sensor("2^63", SENSOR.replace(":7,", ":9223372036854775808,"), FrameOutcome.BAD_FIELD),
        sensor("2^63-1", SENSOR.replace(":7,", ":9223372036854775807,"), FrameOutcome.ACCEPTED),
        sensor("timestamp '1'", with("\"timestamp\":\"1\""), FrameOutcome.BAD_FIELD),
        sensor("timestamp only text", timestamp("\"1\""), FrameOutcome.BAD_FIELD),
        sensor("timestamp 1e999", timestamp("1e999"), FrameOutcome.BAD_FIELD),
        command("verdict", COMMAND.replace("FILTERED", "FINE"), FrameOutcome.BAD_FIELD),
        command("validity", COMMAND.replace(":20000,", ":4294967296,"), FrameOutcome.BAD_FIELD),
        command("longest", COMMAND.replace(":20000,", ":4294967295,"), FrameOutcome.ACCEPTED),
        message(FrameKind.EVENT, "severity", EVENT.replace("STOP", "BAD"), FrameOutcome.BAD_FIELD),
        message(
            FrameKind.EVENT, "surrogate", EVENT.replace("No", "\\ud800"), FrameOutcome.BAD_TEXT),
        message(FrameKind.EVENT, "text", EVENT.replace("No", longText), FrameOutcome.OVERSIZE),
        message(FrameKind.STATUS, "online", STATUS.replace("true", "1"), FrameOutcome.BAD_FIELD));
  }

  private static Stream<Message> numbers() {
    return Stream.of(
        sensor("NaN", value("NaN"), FrameOutcome.NOT_A_NUMBER),
        sensor("null", value("null"), FrameOutcome.NOT_A_NUMBER),
        sensor("Infinity", value("Infinity"), FrameOutcome.INFINITE),
        sensor("-Infinity", value("-Infinity"), FrameOutcome.INFINITE),
        sensor("1e999", value("1e999"), FrameOutcome.INFINITE),
        sensor("10^400", value("1" + "0".repeat(120) + "e300"), FrameOutcome.INFINITE),
        sensor("subnormal", value("5e-324"), FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO),
        sensor("text", value("\"1\""), FrameOutcome.BAD_FIELD),
        sensor("true", value("true"), FrameOutcome.BAD_FIELD),
        sensor("nested", value("[1,[2]]"), FrameOutcome.BAD_FIELD),
        sensor("first bad value", value("5e-324,null,1e999"), FrameOutcome.NOT_A_NUMBER),
        sensor("no array", SENSOR.replaceAll("\\[.*]", "1"), FrameOutcome.BAD_FIELD),
        sensor("4097 values", value("0" + ",0".repeat(4094)), FrameOutcome.OVERSIZE),
        sensor("4096 values", value("0" + ",0".repeat(4093)), FrameOutcome.ACCEPTED));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void givesEachMessageItsOutcome(Message message) {
    assertEquals(message.expected(), message.outcome(CODEC), message.toString());
  }

  @Test
  void everyFieldMustBeThereButTheTimestamp() {
    for (FrameKind kind : FrameKind.values()) {
      String whole = List.of(SENSOR, COMMAND, EVENT, STATUS).get(kind.code() - 1);
      for (JsonField field : JsonField.in(kind)) {
        String without = whole.replace("\"" + field.key() + "\":", "\"other\":");
        FrameOutcome expected =
            switch (field) {
              case FORMAT -> FrameOutcome.NOT_A_FRAME;
              case TIMESTAMP -> FrameOutcome.ACCEPTED;
              default -> FrameOutcome.BAD_FIELD;
            };
        Message message = new Message(field.key(), kind, utf8(without), expected);
        assertEquals(expected, message.outcome(CODEC), without);
      }
    }
  }

  @Test
  void everyPrefixOfAFrameIsRefused() {
    for (String frame : List.of(SENSOR, COMMAND, EVENT, STATUS)) {
      byte[] whole = utf8(frame);
      for (int length = 1; length < whole.length; length++) {
        byte[] prefix = Arrays.copyOf(whole, length);
        FrameOutcome outcome = CODEC.decodeEvent(prefix, length, event -> {});
        assertEquals(FrameOutcome.TRUNCATED, outcome, text(prefix));
      }
    }
  }

  @Test
  void keysMayComeInAnyOrder() {
    String reordered =
        "{\"values\":[1.5,-0.25,3.141592653589793]," + without("values").substring(1);
    SensorFrame received = new SensorFrame();
    byte[] bytes = utf8(reordered);
    assertEquals(FrameOutcome.ACCEPTED, CODEC.decode(bytes, bytes.length, received), reordered);
    FrameAssert.assertSame(SampleFrames.sensor(), received);
  }

  @Test
  void writesTheShortestNumbersThatReadBack() {
    SensorFrame frame =
        SampleFrames.sensor()
            .setValue(0, Double.parseDouble("2e23"))
            .setValue(1, 0.1)
            .setValue(2, 1e-5);
    String written = text(bytes(CODEC, frame));
    assertTrue(written.endsWith("\"values\":[2.0E23,0.1,1.0E-5]}"), written);
  }

  @Test
  void writesLargeIntegersWithAllTheirDigits() {
    CommandFrame frame = SampleFrames.command().setObservation(Long.MAX_VALUE, Long.MIN_VALUE);
    byte[] bytes = bytes(CODEC, frame);
    assertTrue(text(bytes).contains("\"observationSequence\":9223372036854775807,"));
    assertTrue(text(bytes).contains("\"observationStampNs\":-9223372036854775808,"));
    CommandFrame received = new CommandFrame();
    assertEquals(FrameOutcome.ACCEPTED, CODEC.decode(bytes, bytes.length, received));
    FrameAssert.assertSame(frame, received);
  }

  @Test
  void writesWhatIsNotFiniteAsValidJsonThatIsRefused() {
    byte[] nan = bytes(CODEC, SampleFrames.sensor().setValue(0, Double.NaN));
    byte[] infinite = bytes(CODEC, SampleFrames.sensor().setValue(0, Double.NEGATIVE_INFINITY));
    assertTrue(text(nan).contains("[null,"));
    assertTrue(text(infinite).contains("[-1e999,"));
    assertEquals(FrameOutcome.NOT_A_NUMBER, CODEC.decode(nan, nan.length, new SensorFrame()));
    assertEquals(FrameOutcome.INFINITE, CODEC.decode(infinite, infinite.length, new SensorFrame()));
  }

  @Test
  void writesHalfACharacterAsAQuestionMark() {
    EventFrame sample = SampleFrames.event();
    EventFrame event =
        new EventFrame(
            sample.robot(),
            sample.source(),
            1,
            1,
            1,
            sample.severity(),
            sample.code(),
            "a\uD800\"\n");
    List<EventFrame> received = new ArrayList<>();
    for (FrameCodec codec : List.of(CODEC, new BinaryCodec())) {
      byte[] bytes = bytes(codec, event);
      assertEquals(FrameOutcome.ACCEPTED, codec.decodeEvent(bytes, bytes.length, received::add));
    }
    assertEquals(List.of("a?\"\n", "a?\"\n"), received.stream().map(EventFrame::text).toList());
  }

  @Test
  void itsLargestFrameFitsTheLimit() {
    SensorFrame frame = SampleFrames.sensor().resize(FrameLimits.MAX_VALUES);
    frame.setEpoch(Long.MAX_VALUE).setSequence(Long.MAX_VALUE).setStampNs(Long.MIN_VALUE);
    frame.robotName().set("r".repeat(FrameLimits.MAX_NAME_BYTES));
    frame.sensorName().set("s".repeat(FrameLimits.MAX_NAME_BYTES));
    for (int i = 0; i < FrameLimits.MAX_VALUES; i++) {
      frame.setValue(i, -2.2250738585072014E-308);
    }
    byte[] bytes = bytes(CODEC, frame);
    assertTrue(bytes.length < FrameLimits.MAX_FRAME_BYTES, bytes.length + " bytes");
    assertEquals(FrameOutcome.ACCEPTED, CODEC.decode(bytes, bytes.length, new SensorFrame()));
  }

  /** The sample with more fields. */
  private static String with(String fields) {
    return "{" + fields + "," + SENSOR.substring(1);
  }

  private static String without(String key) {
    return SENSOR.replaceFirst(",?\"" + key + "\":(\\[.*]|[^,]*)", "").replace("{,", "{");
  }

  private static String value(String number) {
    return SENSOR.replace("-0.25", number);
  }

  private static String timestamp(String value) {
    return SENSOR.replaceFirst("\"timestamp\":[^,]*", "\"timestamp\":" + value);
  }

  private static Message sensor(String what, String text, FrameOutcome expected) {
    return message(FrameKind.SENSOR, what, text, expected);
  }

  private static Message command(String what, String text, FrameOutcome expected) {
    return message(FrameKind.COMMAND, what, text, expected);
  }

  private static Message message(
      FrameKind readAs, String what, String text, FrameOutcome expected) {
    return new Message(what, readAs, utf8(text), expected);
  }
}
