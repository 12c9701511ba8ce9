package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.DocRegions.head;
import static io.github.hjelm.sensors.codec.DocRegions.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.frame.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code docs/wire.md} says what the code does. */
class WireDocTest {

  static final Path DOCUMENT = Path.of("docs", "wire.md");

  @Test
  void theDocumentIsUpToDate() throws IOException {
    Map<String, String> regions = new LinkedHashMap<>();
    regions.put("topics", topics());
    regions.put("limits", limits());
    regions.put("common header", fields(BinaryFields.COMMON));
    for (FrameKind kind : FrameKind.values()) {
      regions.put(kind.word() + " header", fields(BinaryFields.own(kind)));
    }
    regions.put("hexdump", hexdump(GoldenFiles.read("sensor.bin")));
    regions.put("json example", jsonExample());
    regions.put("json fields", jsonFields());
    regions.put("verdicts", verdicts());
    regions.put("severities", severities());
    regions.put("outcomes", outcomes());
    DocRegions.check(DOCUMENT, regions);
  }

  @Test
  void theFieldsFillEveryHeaderWithoutGapOrOverlap() {
    for (FrameKind kind : FrameKind.values()) {
      int next = 0;
      for (BinaryFields.Field field : BinaryFields.of(kind)) {
        assertEquals(next, field.at(), kind.word() + " " + field.name());
        assertEquals(0, field.at() % field.bytes(), field.name() + " is not aligned");
        next += field.bytes();
      }
      assertEquals(next, kind.headerBytes(), kind.word());
      assertEquals(0, next % Double.BYTES, "the values of " + kind.word() + " are not aligned");
    }
  }

  private static String topics() {
    String robot = "ROBOT";
    String will = "yes; last will = offline";
    String table =
        head("topic", "kind", "sender", "retained")
            + row(code(Topics.observation(robot, "SENSOR")), "sensor", "robot", "no")
            + row(code(Topics.command(robot)), "command", "controller", "never")
            + row(code(Topics.event(robot)), "event", "either", "no")
            + row(code(Topics.status(robot)), "status", "robot", will)
            + row(code(Topics.controllerStatus(robot)), "status", "controller", will);
    return table.replace(robot, "<robot>").replace("SENSOR", "<sensor>");
  }

  private static String limits() throws IOException {
    Map<String, String> meanings = DocRegions.constants(FrameLimits.class);
    Map<String, Integer> values = new LinkedHashMap<>();
    values.put("MAX_VALUES", FrameLimits.MAX_VALUES);
    values.put("MAX_NAME_BYTES", FrameLimits.MAX_NAME_BYTES);
    values.put("MAX_TEXT_BYTES", FrameLimits.MAX_TEXT_BYTES);
    values.put("MAX_FRAME_BYTES", FrameLimits.MAX_FRAME_BYTES);
    assertEquals(values.keySet(), meanings.keySet());
    StringBuilder table = new StringBuilder(head("limit", "value", "meaning"));
    values.forEach((name, value) -> table.append(row(code(name), value, said(meanings, name))));
    return table.toString();
  }

  private static String fields(List<BinaryFields.Field> fields) {
    StringBuilder table = new StringBuilder(head("offset", "type", "field", "meaning"));
    for (BinaryFields.Field field : fields) {
      table.append(row(field.at(), field.type(), code(field.name()), field.meaning()));
    }
    return table.toString();
  }

  private static String hexdump(byte[] frame) {
    StringBuilder dump = new StringBuilder("```text\n");
    for (BinaryFields.Field field : BinaryFields.of(FrameKind.SENSOR)) {
      dump.append(
          line(frame, field.at(), field.bytes(), field.name() + " = " + field.value(frame)));
    }
    int at = FrameKind.SENSOR.headerBytes();
    for (int i = 0; i < BinaryLayout.u16(frame, BinaryLayout.VALUE_COUNT_AT); i++) {
      dump.append(line(frame, at, 8, "values[" + i + "] = " + BinaryLayout.f64(frame, at)));
      at += Double.BYTES;
    }
    at = name(dump, frame, at, BinaryLayout.ROBOT_LENGTH_AT, "robot");
    at = name(dump, frame, at, BinaryLayout.SECOND_NAME_LENGTH_AT, "sensor");
    int checksumAt = BinaryLayout.padded(at);
    dump.append(line(frame, at, checksumAt - at, "zeros up to a multiple of 4"));
    dump.append(line(frame, checksumAt, 4, "CRC32C of everything above"));
    assertEquals(frame.length, checksumAt + 4);
    return dump.append("```\n").toString();
  }

  private static int name(StringBuilder dump, byte[] frame, int at, int lengthAt, String what) {
    int length = BinaryLayout.u8(frame, lengthAt);
    String name = new String(frame, at, length, StandardCharsets.US_ASCII);
    dump.append(line(frame, at, length, what + " = " + name));
    return at + length;
  }

  private static String line(byte[] frame, int at, int count, String meaning) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < count; i++) {
      hex.append(String.format(Locale.ROOT, "%02x ", frame[at + i]));
    }
    return String.format(Locale.ROOT, "%3d  %-24s %s%n", at, hex, meaning);
  }

  private static String jsonExample() throws IOException {
    StringBuilder example = new StringBuilder("```json\n");
    for (FrameKind kind : FrameKind.values()) {
      example.append(Tamper.text(GoldenFiles.read(kind.word() + ".json"))).append('\n');
    }
    return example.append("```\n").toString();
  }

  private static String jsonFields() {
    StringBuilder table = new StringBuilder(head("key", "type", "in", "meaning"));
    for (JsonField field : JsonField.values()) {
      StringBuilder kinds = new StringBuilder();
      for (FrameKind kind : FrameKind.values()) {
        if (JsonField.in(kind).contains(field)) {
          kinds.append(kinds.isEmpty() ? "" : ", ").append(kind.word());
        }
      }
      String in =
          kinds.toString().equals("sensor, command, event, status") ? "all" : kinds.toString();
      table.append(row(code(field.key()), field.type().words(), in, field.meaning()));
    }
    return table.toString();
  }

  private static String verdicts() throws IOException {
    Map<String, String> meanings = DocRegions.constants(Verdict.class);
    StringBuilder table = new StringBuilder(head("code", "verdict", "meaning"));
    for (Verdict verdict : Verdict.values()) {
      table.append(row(verdict.code(), code(verdict.name()), said(meanings, verdict.name())));
    }
    return table.toString();
  }

  private static String severities() {
    StringBuilder table = new StringBuilder(head("code", "severity"));
    for (EventFrame.Severity severity : EventFrame.Severity.values()) {
      table.append(row(BinaryEncoder.severityCode(severity), code(severity.name())));
    }
    return table.toString();
  }

  private static String outcomes() throws IOException {
    Map<String, String> meanings = DocRegions.constants(FrameOutcome.class);
    StringBuilder table = new StringBuilder(head("outcome", "meaning"));
    for (FrameOutcome outcome : FrameOutcome.values()) {
      table.append(row(code(outcome.name()), said(meanings, outcome.name())));
    }
    return table.toString();
  }

  private static String said(Map<String, String> meanings, String name) {
    return Objects.requireNonNull(meanings.get(name), name + " has no Javadoc");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
