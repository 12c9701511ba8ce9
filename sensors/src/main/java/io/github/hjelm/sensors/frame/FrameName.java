package io.github.hjelm.sensors.frame;

import java.nio.charset.StandardCharsets;

/**
 * A name inside a reusable frame: ASCII bytes in place, and the string made only when somebody asks
 * for a new one.
 */
public final class FrameName {

  private final byte[] bytes = new byte[FrameLimits.MAX_NAME_BYTES];
  private int length;
  private String text = "";

  /** Takes a name over; the caller has checked it with {@link FrameLimits#isName}. */
  public void set(String name) {
    length = name.length();
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) name.charAt(i);
    }
    text = name;
  }

  /**
   * Takes a name over from a message.
   *
   * @return false, and an empty name, when the bytes are no name
   */
  public boolean set(byte[] source, int offset, int sourceLength) {
    length = 0;
    if (sourceLength < 1 || sourceLength > bytes.length) {
      return false;
    }
    for (int i = 0; i < sourceLength; i++) {
      if (!FrameLimits.isNameCharacter(source[offset + i])) {
        return false;
      }
      bytes[i] = source[offset + i];
    }
    length = sourceLength;
    return true;
  }

  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** Writes the bytes and returns how many. */
  public int copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, length);
    return length;
  }

  public boolean is(String name) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    if (!is(text)) {
      text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
    return text;
  }
}
