package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.EventFrame.Severity;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The readable format: one JSON object per message, for scripts, plotting tools and people with a
 * terminal. It is never signed. {@code docs/wire.md} and {@code frame.schema.json} describe it.
 */
public final class JsonCodec implements FrameCodec {

  static final String FORMAT_FAMILY = "hjelm/";
  static final String FORMAT = FORMAT_FAMILY + "1";

  private static final Map<String, Verdict> VERDICTS = new HashMap<>();
  private static final Map<String, Severity> SEVERITIES = new HashMap<>();

  static {
    for (Verdict verdict : Verdict.values()) {
      VERDICTS.put(verdict.name(), verdict);
    }
    for (Severity severity : Severity.values()) {
      SEVERITIES.put(severity.name(), severity);
    }
  }

  private final JsonFrameReader reader = new JsonFrameReader();
  private final JsonFrameWriter writer = new JsonFrameWriter();
  private final double[] values = new double[FrameLimits.MAX_VALUES];

  @Override
  public String name() {
    return "json";
  }

  @Override
  public int encode(SensorFrame frame, byte[] target) {
    frame.copyValues(values);
    return writer.write(
        FrameKind.SENSOR,
        target,
        json -> {
          json.word(JsonField.ROBOT, frame.robot());
          json.word(JsonField.SENSOR, frame.sensor());
          json.integer(JsonField.EPOCH, frame.epoch());
          json.integer(JsonField.SEQUENCE, frame.sequence());
          json.integer(JsonField.STAMP_NS, frame.stampNs());
          json.seconds(JsonField.TIMESTAMP, frame.stampNs());
          json.numbers(JsonField.VALUES, values, frame.valueCount());
        });
  }

  @Override
  public int encode(CommandFrame frame, byte[] target) {
    frame.copyValues(values);
    return writer.write(
        FrameKind.COMMAND,
        target,
        json -> {
          json.word(JsonField.ROBOT, frame.robot());
          json.integer(JsonField.EPOCH, frame.epoch());
          json.integer(JsonField.SEQUENCE, frame.sequence());
          json.integer(JsonField.OBSERVATION_SEQUENCE, frame.observationSequence());
          json.integer(JsonField.OBSERVATION_STAMP_NS, frame.observationStampNs());
          json.integer(JsonField.ISSUED_NS, frame.issuedNs());
          json.integer(JsonField.VALID_FOR_US, BinaryEncoder.validForUs(frame));
          json.integer(JsonField.BUNDLE_VERSION, frame.bundleVersion());
          json.word(JsonField.VERDICT, frame.verdict().name());
          json.seconds(JsonField.TIMESTAMP, frame.observationStampNs());
          json.numbers(JsonField.VALUES, values, frame.valueCount());
        });
  }

  @Override
  public int encode(EventFrame frame, byte[] target) {
    return writer.write(
        FrameKind.EVENT,
        target,
        json -> {
          json.word(JsonField.ROBOT, frame.robot());
          json.word(JsonField.SOURCE, frame.source());
          json.integer(JsonField.EPOCH, frame.epoch());
          json.integer(JsonField.SEQUENCE, frame.sequence());
          json.integer(JsonField.STAMP_NS, frame.stampNs());
          json.word(JsonField.SEVERITY, frame.severity().name());
          json.word(JsonField.CODE, frame.code());
          json.text(JsonField.TEXT, frame.text());
        });
  }

  @Override
  public int encode(StatusFrame frame, byte[] target) {
    return writer.write(
        FrameKind.STATUS,
        target,
        json -> {
          json.word(JsonField.ROBOT, frame.robot());
          json.word(JsonField.SOURCE, frame.source());
          json.flag(JsonField.ONLINE, frame.online());
          json.integer(JsonField.EPOCH, frame.epoch());
          json.integer(JsonField.COMMAND_EPOCH, frame.commandEpoch());
          json.integer(JsonField.WALL_CLOCK_MS, frame.wallClockMs());
          json.word(JsonField.MODEL, frame.model());
          json.word(JsonField.CODEC, frame.codec());
          json.text(JsonField.TEXT, frame.text());
        });
  }

  @Override
  public FrameOutcome decode(byte[] source, int length, SensorFrame into) {
    FrameOutcome outcome = reader.read(source, length, FrameKind.SENSOR);
    if (outcome.accepted()) {
      into.robotName().set(reader.string(JsonField.ROBOT));
      into.sensorName().set(reader.string(JsonField.SENSOR));
      into.setEpoch(reader.integer(JsonField.EPOCH))
          .setSequence(reader.integer(JsonField.SEQUENCE))
          .setStampNs(reader.integer(JsonField.STAMP_NS))
          .setValues(reader.values(), reader.valueCount());
    }
    return outcome;
  }

  @Override
  public FrameOutcome decode(byte[] source, int length, CommandFrame into) {
    FrameOutcome outcome = reader.read(source, length, FrameKind.COMMAND);
    if (!outcome.accepted()) {
      return outcome;
    }
    @Nullable Verdict verdict = VERDICTS.get(reader.string(JsonField.VERDICT));
    if (verdict == null) {
      return FrameOutcome.BAD_FIELD;
    }
    into.robotName().set(reader.string(JsonField.ROBOT));
    into.setEpoch(reader.integer(JsonField.EPOCH))
        .setSequence(reader.integer(JsonField.SEQUENCE))
        .setObservation(
            reader.integer(JsonField.OBSERVATION_SEQUENCE),
            reader.integer(JsonField.OBSERVATION_STAMP_NS))
        .setIssuedNs(reader.integer(JsonField.ISSUED_NS))
        .setValidForNs(reader.integer(JsonField.VALID_FOR_US) * 1000)
        .setVerdict(verdict)
        .setBundleVersion(reader.integer(JsonField.BUNDLE_VERSION))
        .setValues(reader.values(), reader.valueCount());
    return outcome;
  }

  @Override
  public FrameOutcome decodeEvent(byte[] source, int length, Consumer<EventFrame> accepted) {
    FrameOutcome outcome = reader.read(source, length, FrameKind.EVENT);
    if (!outcome.accepted()) {
      return outcome;
    }
    @Nullable Severity severity = SEVERITIES.get(reader.string(JsonField.SEVERITY));
    if (severity == null) {
      return FrameOutcome.BAD_FIELD;
    }
    accepted.accept(
        new EventFrame(
            reader.string(JsonField.ROBOT),
            reader.string(JsonField.SOURCE),
            reader.integer(JsonField.EPOCH),
            reader.integer(JsonField.SEQUENCE),
            reader.integer(JsonField.STAMP_NS),
            severity,
            reader.string(JsonField.CODE),
            reader.string(JsonField.TEXT)));
    return outcome;
  }

  @Override
  public FrameOutcome decodeStatus(byte[] source, int length, Consumer<StatusFrame> accepted) {
    FrameOutcome outcome = reader.read(source, length, FrameKind.STATUS);
    if (outcome.accepted()) {
      accepted.accept(
          new StatusFrame(
              reader.string(JsonField.ROBOT),
              reader.string(JsonField.SOURCE),
              reader.online(),
              reader.integer(JsonField.EPOCH),
              reader.integer(JsonField.COMMAND_EPOCH),
              reader.integer(JsonField.WALL_CLOCK_MS),
              reader.string(JsonField.MODEL),
              reader.string(JsonField.CODEC),
              reader.string(JsonField.TEXT)));
    }
    return outcome;
  }
}
