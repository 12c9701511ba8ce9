package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.BinaryLayout.*;

import java.util.ArrayList;
import java.util.List;

/** The fixed part of the binary format as rows of a table, for the documentation and its test. */
final class BinaryFields {

  /** One field: where it lies, how it is written and what it means. */
  record Field(int at, String type, String name, String meaning) {

    int bytes() {
      return switch (type) {
        case "u8" -> 1;
        case "u16" -> 2;
        case "u32", "char[4]" -> 4;
        default -> 8;
      };
    }

    String value(byte[] frame) {
      return switch (type) {
        case "char[4]" -> "HJLM";
        case "u8" -> String.valueOf(u8(frame, at));
        case "u16" -> String.valueOf(u16(frame, at));
        case "u32" -> String.valueOf(u32(frame, at));
        default -> String.valueOf(i64(frame, at));
      };
    }
  }

  static final List<Field> COMMON =
      List.of(
          new Field(MAGIC_AT, "char[4]", "magic", "`HJLM`: 48 4A 4C 4D"),
          new Field(VERSION_AT, "u8", "version", "1"),
          new Field(KIND_AT, "u8", "kind", "1 sensor, 2 command, 3 event, 4 status"),
          new Field(
              FLAGS_AT,
              "u8",
              "flags",
              "bit 0: signed; bit 1: values are float32 (sensor and command only); others 0"),
          new Field(
              CODE_AT,
              "u8",
              "code",
              "command: verdict; event: severity; status: 1 online, 0 offline; sensor: 0"),
          new Field(LENGTH_AT, "u32", "length", "bytes of the whole frame"),
          new Field(VALUE_COUNT_AT, "u16", "value_count", "0 in event and status frames"),
          new Field(ROBOT_LENGTH_AT, "u8", "robot_length", "bytes of the robot's name"),
          new Field(
              SECOND_NAME_LENGTH_AT,
              "u8",
              "second_length",
              "bytes of the sensor's or source's name; 0 in a command"),
          new Field(EPOCH_AT, "u63", "epoch", "the sender's session; larger after every start"));

  static final List<Field> SENSOR =
      List.of(
          new Field(SEQUENCE_AT, "u63", "sequence", "grows with every frame of an epoch"),
          new Field(STAMP_AT, "i64", "stamp_ns", "when, on the robot's monotonic clock"));

  static final List<Field> COMMAND =
      List.of(
          new Field(SEQUENCE_AT, "u63", "sequence", "grows with every frame of an epoch"),
          new Field(
              STAMP_AT, "i64", "observation_stamp_ns", "the answered frame's stamp, unchanged"),
          new Field(
              OBSERVATION_SEQUENCE_AT,
              "u63",
              "observation_sequence",
              "the answered frame's sequence"),
          new Field(ISSUED_AT, "i64", "issued_ns", "when, on the controller's monotonic clock"),
          new Field(
              BUNDLE_VERSION_AT, "u63", "bundle_version", "the policy bundle in force; 0 for none"),
          new Field(
              VALID_FOR_US_AT,
              "u32",
              "valid_for_us",
              "how old the answered frame may be when this is applied"),
          new Field(COMMAND_RESERVED_AT, "u32", "reserved", "0"));

  static final List<Field> EVENT =
      List.of(
          new Field(SEQUENCE_AT, "u63", "sequence", "grows with every event of an epoch"),
          new Field(STAMP_AT, "i64", "stamp_ns", "when, on the source's monotonic clock"),
          new Field(TEXT_LENGTH_AT, "u16", "text_length", "bytes of the text"),
          new Field(THIRD_NAME_LENGTH_AT, "u8", "code_length", "bytes of the event's code"),
          new Field(FOURTH_NAME_LENGTH_AT, "u8", "reserved", "0"),
          new Field(TEXT_RESERVED_AT, "u32", "reserved", "0"));

  static final List<Field> STATUS =
      List.of(
          new Field(
              COMMAND_EPOCH_AT,
              "u63",
              "command_epoch",
              "the highest epoch whose commands were accepted"),
          new Field(
              WALL_CLOCK_AT, "i64", "wall_clock_ms", "since 1970-01-01 UTC, for people to read"),
          new Field(TEXT_LENGTH_AT, "u16", "text_length", "bytes of the text"),
          new Field(THIRD_NAME_LENGTH_AT, "u8", "model_length", "bytes of the model's name"),
          new Field(FOURTH_NAME_LENGTH_AT, "u8", "codec_length", "bytes of the codec's name"),
          new Field(TEXT_RESERVED_AT, "u32", "reserved", "0"));

  private BinaryFields() {}

  /** All fixed fields of one kind, without gap or overlap. */
  static List<Field> of(FrameKind kind) {
    List<Field> fields = new ArrayList<>(COMMON);
    fields.addAll(own(kind));
    return fields;
  }

  static List<Field> own(FrameKind kind) {
    return switch (kind) {
      case SENSOR -> SENSOR;
      case COMMAND -> COMMAND;
      case EVENT -> EVENT;
      case STATUS -> STATUS;
    };
  }
}
