package io.github.hjelm.sensors.codec;

import org.jspecify.annotations.Nullable;

/** The four kinds of frame, as each format writes them. */
enum FrameKind {
  SENSOR(1, "sensor", 40),
  COMMAND(2, "command", 72),
  EVENT(3, "event", 48),
  STATUS(4, "status", 48);

  private final int code;
  private final String word;
  private final int headerBytes;

  FrameKind(int code, String word, int headerBytes) {
    this.code = code;
    this.word = word;
    this.headerBytes = headerBytes;
  }

  /** The byte of the binary format. */
  int code() {
    return code;
  }

  /** The word of the JSON format. */
  String word() {
    return word;
  }

  /** Where the values begin in the binary format; a multiple of 8. */
  int headerBytes() {
    return headerBytes;
  }

  static boolean isCode(int code) {
    return code >= SENSOR.code && code <= STATUS.code;
  }

  static @Nullable FrameKind ofWord(String word) {
    return switch (word) {
      case "sensor" -> SENSOR;
      case "command" -> COMMAND;
      case "event" -> EVENT;
      case "status" -> STATUS;
      default -> null;
    };
  }
}
