package io.github.hjelm.sensors.frame;

import java.nio.charset.StandardCharsets;

/**
 * What the records of this package accept; thrown while a frame is made, never while one is read.
 */
final class FrameChecks {

  private FrameChecks() {}

  static void name(String field, String name) {
    if (!FrameLimits.isName(name)) {
      throw new IllegalArgumentException(
          field
              + " '"
              + name
              + "' is not a name: use 1 to "
              + FrameLimits.MAX_NAME_BYTES
              + " letters, digits or _ . : -");
    }
  }

  static void text(String field, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > FrameLimits.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException(
          field + " is longer than " + FrameLimits.MAX_TEXT_BYTES + " bytes");
    }
  }
}
