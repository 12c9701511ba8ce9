package io.github.hjelm.sensors.sim.map;

import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.nio.charset.StandardCharsets;

/**
 * Reads a PGM image of either kind: {@code P2}, numbers as text, and {@code P5}, one byte a pixel,
 * or two with the higher first where the largest value is above 255. Comments run from {@code #} to
 * the end of the line.
 */
final class PgmReader {

  /** 4096 × 4096: at 5 cm a square of 200 m. */
  static final int MAX_PIXELS = 1 << 24;

  private static final int MAX_VALUE = 65_535;

  /** Of any number in the file; longer ones are mistakes and could overflow. */
  private static final int MAX_DIGITS = 9;

  private final byte[] bytes;
  private int at;

  private PgmReader(byte[] bytes) {
    this.bytes = bytes;
  }

  static PgmImage parse(byte[] bytes) throws PgmRefusal {
    return new PgmReader(bytes).parse();
  }

  private PgmImage parse() throws PgmRefusal {
    String magic = new String(bytes, 0, Math.min(2, bytes.length), StandardCharsets.ISO_8859_1);
    if (!magic.equals("P2") && !magic.equals("P5")) {
      throw new PgmRefusal(
          Reason.SYNTAX, "is not a PGM image, which begins with P2 or P5; convert it to PGM");
    }
    at = 2;
    int width = number("the width", 1, MAX_PIXELS);
    int height = number("the height", 1, MAX_PIXELS);
    int maxValue = number("the largest value", 1, MAX_VALUE);
    if ((long) width * height > MAX_PIXELS) {
      throw new PgmRefusal(
          Reason.TOO_LARGE,
          "has %d × %d pixels, more than %d; crop it or use a coarser resolution"
              .formatted(width, height, MAX_PIXELS));
    }
    short[] values =
        magic.equals("P2") ? text(width * height, maxValue) : binary(width * height, maxValue);
    return new PgmImage(width, height, maxValue, values);
  }

  private short[] text(int pixels, int maxValue) throws PgmRefusal {
    // A digit each and a blank between: asked before memory is taken for what a file claims.
    requireBytes(pixels, 2L * pixels - 1, bytes.length - at);
    short[] values = new short[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      values[pixel] = (short) number("a pixel", 0, maxValue);
    }
    skipBlanks();
    if (at < bytes.length) {
      throw refusal(Reason.WRONG_SIZE, "holds more than its " + pixels + " pixels");
    }
    return values;
  }

  private short[] binary(int pixels, int maxValue) throws PgmRefusal {
    if (at >= bytes.length || !isBlank(bytes[at])) {
      throw refusal(Reason.SYNTAX, "needs one blank between the largest value and the pixels");
    }
    at++;
    int bytesPerPixel = maxValue > 255 ? 2 : 1;
    int following = bytes.length - at;
    requireBytes(pixels, (long) bytesPerPixel * pixels, following);
    if (following > bytesPerPixel * pixels) {
      throw new PgmRefusal(
          Reason.WRONG_SIZE,
          "holds %d bytes more than its %d pixels need, so they may be shifted; write it again"
              .formatted(following - bytesPerPixel * pixels, pixels));
    }
    short[] values = new short[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int value = bytes[at++] & 0xff;
      if (bytesPerPixel == 2) {
        value = value << 8 | (bytes[at++] & 0xff);
      }
      if (value > maxValue) {
        throw new PgmRefusal(
            Reason.OUT_OF_RANGE,
            "has a pixel of %d, above its own largest value %d".formatted(value, maxValue));
      }
      values[pixel] = (short) value;
    }
    return values;
  }

  private static void requireBytes(int pixels, long needed, int following) throws PgmRefusal {
    if (following < needed) {
      throw new PgmRefusal(
          Reason.WRONG_SIZE,
          "is cut short: its %d pixels need %d bytes, but %d follow the header"
              .formatted(pixels, needed, following));
    }
  }

  private int number(String what, int lower, int upper) throws PgmRefusal {
    skipBlanks();
    int start = at;
    int number = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - start < MAX_DIGITS) {
      number = 10 * number + bytes[at++] - '0';
    }
    boolean ended = at >= bytes.length || isBlank(bytes[at]) || bytes[at] == '#';
    if (start == at && at >= bytes.length) {
      throw refusal(Reason.WRONG_SIZE, "ends where " + what + " should stand");
    }
    if (start == at || !ended) {
      at = start;
      throw refusal(Reason.WRONG_TYPE, "must have a whole number for " + what);
    }
    if (number < lower || number > upper) {
      at = start;
      throw refusal(
          Reason.OUT_OF_RANGE,
          "must have %s within [%d, %d], but has %d".formatted(what, lower, upper, number));
    }
    return number;
  }

  private void skipBlanks() {
    while (at < bytes.length && (isBlank(bytes[at]) || bytes[at] == '#')) {
      if (bytes[at] == '#') {
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
          at++;
        }
      } else {
        at++;
      }
    }
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  /** Says on which line it stopped, counted from 1. */
  private PgmRefusal refusal(Reason reason, String complaint) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return new PgmRefusal(reason, "in line " + line + " " + complaint);
  }
}
