package io.github.hjelm.sensors.codec;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of the JSON format, in the order in which they are written. */
enum JsonField {
  FORMAT("format", Type.WORD, "`hjelm/1`"),
  KIND("kind", Type.WORD, "`sensor`, `command`, `event` or `status`"),
  ROBOT("robot", Type.NAME, "the robot that is meant"),
  SENSOR("sensor", Type.NAME, "the sensor"),
  SOURCE("source", Type.NAME, "who says so: `robot`, `controller` or an operator's name"),
  ONLINE("online", Type.FLAG, "false in the last will"),
  EPOCH("epoch", Type.COUNT, "the sender's session; larger after every start"),
  SEQUENCE("sequence", Type.COUNT, "grows with every frame of an epoch"),
  STAMP_NS("stampNs", Type.STAMP, "when, on the sender's monotonic clock"),
  OBSERVATION_SEQUENCE("observationSequence", Type.COUNT, "the sequence of the answered frame"),
  OBSERVATION_STAMP_NS("observationStampNs", Type.STAMP, "its `stampNs`, unchanged"),
  ISSUED_NS("issuedNs", Type.STAMP, "when, on the controller's monotonic clock"),
  VALID_FOR_US(
      "validForUs", Type.MICROSECONDS, "how old the answered frame may be when this is applied"),
  BUNDLE_VERSION("bundleVersion", Type.COUNT, "the policy bundle in force; 0 for none"),
  VERDICT("verdict", Type.WORD, "the name of a verdict"),
  SEVERITY("severity", Type.WORD, "`INFO`, `WARNING`, `ERROR` or `STOP`"),
  CODE("code", Type.NAME, "what happened, for programs"),
  COMMAND_EPOCH("commandEpoch", Type.COUNT, "the highest epoch whose commands were accepted"),
  WALL_CLOCK_MS("wallClockMs", Type.STAMP, "milliseconds since 1970-01-01 UTC, for display"),
  MODEL("model", Type.NAME, "the robot model's name"),
  CODEC("codec", Type.NAME, "the codec in which the source sends"),
  TEXT("text", Type.TEXT, "one sentence for people"),
  TIMESTAMP(
      "timestamp",
      Type.PLOT_SECONDS,
      "the robot's stamp in seconds, for plotting tools; may be absent and is never used"),
  VALUES("values", Type.NUMBERS, "the numbers; `null` stands for NaN and is refused");

  /** What may stand behind a key. */
  enum Type {
    WORD("string"),
    NAME("string, a name"),
    TEXT("string"),
    FLAG("boolean"),
    COUNT("integer, 0 to 2^63-1"),
    STAMP("integer, 64 bits, signed"),
    MICROSECONDS("integer, 0 to 2^32-1"),
    PLOT_SECONDS("number"),
    NUMBERS("array of numbers");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final Map<String, JsonField> BY_KEY = new HashMap<>();

  static {
    for (JsonField field : values()) {
      BY_KEY.put(field.key, field);
    }
  }

  private static final Set<JsonField> IN_SENSOR =
      EnumSet.of(FORMAT, KIND, ROBOT, SENSOR, EPOCH, SEQUENCE, STAMP_NS, TIMESTAMP, VALUES);
  private static final Set<JsonField> IN_COMMAND =
      EnumSet.of(
          FORMAT,
          KIND,
          ROBOT,
          EPOCH,
          SEQUENCE,
          OBSERVATION_SEQUENCE,
          OBSERVATION_STAMP_NS,
          ISSUED_NS,
          VALID_FOR_US,
          BUNDLE_VERSION,
          VERDICT,
          TIMESTAMP,
          VALUES);
  private static final Set<JsonField> IN_EVENT =
      EnumSet.of(FORMAT, KIND, ROBOT, SOURCE, EPOCH, SEQUENCE, STAMP_NS, SEVERITY, CODE, TEXT);
  private static final Set<JsonField> IN_STATUS =
      EnumSet.of(
          FORMAT,
          KIND,
          ROBOT,
          SOURCE,
          ONLINE,
          EPOCH,
          COMMAND_EPOCH,
          WALL_CLOCK_MS,
          MODEL,
          CODEC,
          TEXT);

  private final String key;
  private final Type type;
  private final String meaning;

  JsonField(String key, Type type, String meaning) {
    this.key = key;
    this.type = type;
    this.meaning = meaning;
  }

  String key() {
    return key;
  }

  Type type() {
    return type;
  }

  /** One phrase for the table in {@code docs/wire.md}. */
  String meaning() {
    return meaning;
  }

  boolean mayBeAbsent() {
    return this == TIMESTAMP;
  }

  static @Nullable JsonField ofKey(String key) {
    return BY_KEY.get(key);
  }

  static Set<JsonField> in(FrameKind kind) {
    return switch (kind) {
      case SENSOR -> IN_SENSOR;
      case COMMAND -> IN_COMMAND;
      case EVENT -> IN_EVENT;
      case STATUS -> IN_STATUS;
    };
  }
}
