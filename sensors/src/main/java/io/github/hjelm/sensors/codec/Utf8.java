package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.FrameOutcome;

/** Whether bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond. */
final class Utf8 {

  private Utf8() {}

  /**
   * {@code ACCEPTED}, {@code BAD_TEXT}, or {@code TRUNCATED} when only the last character is
   * incomplete.
   */
  static FrameOutcome check(byte[] source, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int lead = source[at++];
      if (lead >= 0) {
        continue;
      }
      lead &= 0xFF;
      int following = lead < 0xC2 || lead > 0xF4 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
      if (following < 0) {
        return FrameOutcome.BAD_TEXT;
      }
      for (int i = 0; i < following; i++) {
        if (at == end) {
          return FrameOutcome.TRUNCATED;
        }
        int next = source[at++] & 0xFF;
        int lowest = i > 0 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = i > 0 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (next < lowest || next > highest) {
          return FrameOutcome.BAD_TEXT;
        }
      }
    }
    return FrameOutcome.ACCEPTED;
  }
}
