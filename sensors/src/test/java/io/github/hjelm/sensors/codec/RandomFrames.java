package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Frames that use the whole range of every field; equal seeds give equal frames. */
final class RandomFrames {

  private static final String NAME_CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-";

  private final RandomGenerator random;

  RandomFrames(long seed) {
    this.random = new Random(seed);
  }

  void fill(SensorFrame frame) {
    frame.robotName().set(name());
    frame.sensorName().set(name());
    frame.setEpoch(count()).setSequence(count()).setStampNs(random.nextLong());
    frame.resize(valueCount());
    for (int i = 0; i < frame.valueCount(); i++) {
      frame.setValue(i, value());
    }
  }

  void fill(CommandFrame frame) {
    frame.robotName().set(name());
    frame
        .setEpoch(count())
        .setSequence(count())
        .setObservation(count(), random.nextLong())
        .setIssuedNs(random.nextLong())
        .setValidForNs(random.nextLong(BinaryLayout.MAX_VALID_FOR_US + 1) * 1000)
        .setVerdict(anyOf(Verdict.values()))
        .setBundleVersion(count())
        .resize(valueCount());
    for (int i = 0; i < frame.valueCount(); i++) {
      frame.setValue(i, value());
    }
  }

  EventFrame event() {
    return new EventFrame(
        name(),
        name(),
        count(),
        count(),
        random.nextLong(),
        anyOf(EventFrame.Severity.values()),
        name(),
        text());
  }

  StatusFrame status() {
    return new StatusFrame(
        name(),
        name(),
        random.nextBoolean(),
        count(),
        count(),
        random.nextLong(),
        name(),
        name(),
        text());
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    int length = 1 + random.nextInt(FrameLimits.MAX_NAME_BYTES);
    for (int i = 0; i < length; i++) {
      name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
    }
    return name.toString();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int characters = random.nextInt(200);
    for (int i = 0; i < characters; i++) {
      int codePoint = random.nextInt(4) > 0 ? random.nextInt(0x250) : random.nextInt(0x110000);
      boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
      text.appendCodePoint(surrogate ? '?' : codePoint);
    }
    assert text.toString().getBytes(StandardCharsets.UTF_8).length <= FrameLimits.MAX_TEXT_BYTES;
    return text.toString();
  }

  private <T> T anyOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private long count() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(1000);
      case 1 -> Long.MAX_VALUE;
      default -> random.nextLong() & Long.MAX_VALUE;
    };
  }

  private int valueCount() {
    return switch (random.nextInt(50)) {
      case 0 -> FrameLimits.MAX_VALUES;
      case 1 -> 0;
      default -> 1 + random.nextInt(40);
    };
  }

  /** Any finite double that is not subnormal. */
  private double value() {
    double value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextGaussian();
          case 1 -> Math.rint(1000 * random.nextGaussian()) / 1000;
          case 2 -> random.nextBoolean() ? -0.0 : Double.MAX_VALUE;
          default -> Double.longBitsToDouble(random.nextLong());
        };
    return NumberCheck.outcomeOf(value, Double.MIN_NORMAL).accepted()
            && (value == 0 || Math.abs(value) >= Double.MIN_NORMAL)
        ? value
        : 1;
  }
}
