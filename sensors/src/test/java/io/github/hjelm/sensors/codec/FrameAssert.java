package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.SensorFrame;

/** Compares reusable frames field by field, values bit by bit. */
final class FrameAssert {

  private FrameAssert() {}

  static void assertSame(SensorFrame expected, SensorFrame actual) {
    assertEquals(describe(expected), describe(actual));
  }

  static void assertSame(CommandFrame expected, CommandFrame actual) {
    assertEquals(describe(expected), describe(actual));
  }

  static String describe(SensorFrame frame) {
    StringBuilder text = new StringBuilder();
    text.append(frame.robot()).append('/').append(frame.sensor());
    text.append(" epoch ").append(frame.epoch());
    text.append(" sequence ").append(frame.sequence());
    text.append(" stamp ").append(frame.stampNs());
    for (int i = 0; i < frame.valueCount(); i++) {
      text.append(' ').append(Double.toHexString(frame.value(i)));
    }
    return text.toString();
  }

  static String describe(CommandFrame frame) {
    StringBuilder text = new StringBuilder();
    text.append(frame.robot()).append(' ').append(frame.verdict());
    text.append(" epoch ").append(frame.epoch());
    text.append(" sequence ").append(frame.sequence());
    text.append(" answers ").append(frame.observationSequence());
    text.append(" of ").append(frame.observationStampNs());
    text.append(" issued ").append(frame.issuedNs());
    text.append(" valid ").append(frame.validForNs());
    text.append(" bundle ").append(frame.bundleVersion());
    for (int i = 0; i < frame.valueCount(); i++) {
      text.append(' ').append(Double.toHexString(frame.value(i)));
    }
    return text.toString();
  }
}
