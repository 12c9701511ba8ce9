package io.github.hjelm.sensors.frame;

/** What a frame may hold at most. Whatever is larger is refused before memory is spent on it. */
public final class FrameLimits {

  /** Enough for a laser scanner's 4,096 ranges. */
  public static final int MAX_VALUES = 4096;

  /** Robot, sensor and event names: letters, digits and {@code _ . : -}. */
  public static final int MAX_NAME_BYTES = 64;

  /** Human-readable text of events and status frames, in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 1024;

  /** Any frame in any codec; 4,096 numbers in JSON fit with room to spare. */
  public static final int MAX_FRAME_BYTES = 128 * 1024;

  private FrameLimits() {}

  /** Whether a name may stand in a topic level and in a frame. */
  public static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_BYTES) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isNameCharacter(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether one character may stand in a name; all of them are one byte in UTF-8. */
  public static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == ':'
        || c == '-';
  }
}
