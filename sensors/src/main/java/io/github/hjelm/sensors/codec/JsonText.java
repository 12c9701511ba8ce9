package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;

/** What can be said of a JSON message before it is parsed. */
final class JsonText {

  private JsonText() {}

  /** {@code ACCEPTED} means: one object from the first byte to the last, for a parser to judge. */
  static FrameOutcome check(byte[] source, int length) {
    if (length <= 0) {
      return FrameOutcome.EMPTY;
    }
    if (length > FrameLimits.MAX_FRAME_BYTES) {
      return FrameOutcome.OVERSIZE;
    }
    int start = firstInk(source, 0, length);
    if (start == length || source[start] != '{') {
      return FrameOutcome.NOT_A_FRAME;
    }
    for (int i = start; i < length; i++) {
      // Never valid JSON, and a parser would take it for a sign of UTF-16.
      if (source[i] == 0) {
        return FrameOutcome.BAD_TEXT;
      }
    }
    FrameOutcome utf8 = Utf8.check(source, start, length - start);
    if (utf8 != FrameOutcome.ACCEPTED) {
      return utf8;
    }
    int end = endOfObject(source, length);
    if (end < 0) {
      return FrameOutcome.TRUNCATED;
    }
    return firstInk(source, end, length) < length
        ? FrameOutcome.TRAILING_BYTES
        : FrameOutcome.ACCEPTED;
  }

  /** Where the object ends, or -1 when it does not; what lies between is the parser's to judge. */
  private static int endOfObject(byte[] source, int length) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < length; i++) {
      byte b = source[i];
      if (b == '"') {
        quoted = !quoted;
      } else if (quoted && b == '\\') {
        i++;
      } else if (!quoted && (b == '{' || b == '[')) {
        depth++;
      } else if (!quoted && (b == '}' || b == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int firstInk(byte[] source, int from, int length) {
    int at = from;
    while (at < length && isSpace(source[at])) {
      at++;
    }
    return at;
  }

  /** JSON's white space. */
  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
