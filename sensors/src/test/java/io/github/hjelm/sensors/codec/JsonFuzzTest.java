package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonFuzzTest {

  private static final int MESSAGES = 1_000_000;

  /** The parser, its buffers, the strings of a frame, and an exception with its message. */
  private static final long ALLOCATION_PER_MESSAGE = 64 * 1024;

  private static final long ALLOCATION_PER_BYTE = 16;

  @Test
  void whateverArrivesHasAnOutcome() throws InterruptedException {
    Fuzz fuzz = new Fuzz(ALLOCATION_PER_MESSAGE, ALLOCATION_PER_BYTE);
    fuzz.run(MESSAGES, seed -> new Mutated(seed, new JsonCodec()));
    fuzz.assertReasons(MESSAGES, 11);
    assertTrue(fuzz.counts().of(FrameOutcome.ACCEPTED) > 0, fuzz.counts().toString());
  }

  /** Frames with bytes changed and pieces of JSON put where they may hurt. */
  private static final class Mutated extends Fuzz.Source {

    private static final String[] PIECES = {
      "null",
      "true",
      "{}",
      "[]",
      "[[[[[[[[[[",
      "}",
      "]",
      ",",
      ":",
      "\"",
      "\\",
      "-",
      "1e999",
      "NaN",
      "-Infinity",
      "5e-324",
      "1e-400",
      "-0",
      "01",
      "9223372036854775807",
      "9223372036854775808",
      "18446744073709551616",
      "0.1e",
      "\"\\ud800\"",
      "\"\\u0000\"",
      "\u0000",
      "\uFEFF",
      "\uD83D\uDED1",
      "\"robot\":\"x\",",
      "\"values\":[1,2],",
      "\"kind\":\"event\",",
      "/**/",
      "//",
      "'",
      "\n",
      "\"hjelm/2\"",
      "99999999999999999999999999999999999999999999999999999999999999999999999999",
    };

    private final byte[][] originals;
    private final byte[][] pieces = new byte[PIECES.length][];

    Mutated(long seed, FrameCodec codec) {
      super(seed, codec);
      originals = originals(codec);
      for (int i = 0; i < PIECES.length; i++) {
        pieces[i] = PIECES[i].getBytes(StandardCharsets.UTF_8);
      }
    }

    @Override
    void make() {
      int original = random.nextInt(originals.length);
      load(originals[original]);
      if (random.nextInt(8) > 0) {
        readAs = KINDS.get(original);
      }
      switch (random.nextInt(8)) {
        case 0 -> flipBits(1);
        case 1 -> overwriteBytes(1 + random.nextInt(4));
        case 2 -> length = random.nextInt(length);
        case 3 -> randomBytes(1, 1 + random.nextInt(200));
        case 4 -> oversize();
        default -> put(pieces[random.nextInt(pieces.length)]);
      }
    }

    /** Puts a piece in place of a value or of nothing, at a place where it matters. */
    private void put(byte[] piece) {
      int at = random.nextInt(length);
      while (at > 0 && bytes[at - 1] != ':' && bytes[at - 1] != ',' && bytes[at - 1] != '[') {
        at--;
      }
      int end = at;
      boolean replace = random.nextBoolean();
      while (replace && end < length && bytes[end] != ',' && bytes[end] != ']') {
        end++;
      }
      System.arraycopy(bytes, end, bytes, at + piece.length, length - end);
      System.arraycopy(piece, 0, bytes, at, piece.length);
      length += piece.length - (end - at);
    }

    /** One in a thousand messages is too long, the others only a little longer. */
    private void oversize() {
      int longer =
          random.nextInt(1000) == 0
              ? FrameLimits.MAX_FRAME_BYTES + 1
              : length + 1 + random.nextInt(20);
      java.util.Arrays.fill(bytes, length, longer, (byte) (random.nextBoolean() ? ' ' : '7'));
      length = longer;
    }

    @Override
    void checkAccepted() {
      if (readAs == FrameKind.SENSOR) {
        for (int i = 0; i < sensor.valueCount(); i++) {
          assertTrue(Math.abs(sensor.value(i)) <= Double.MAX_VALUE, this::toString);
        }
        assertTrue(sensor.epoch() >= 0 && sensor.sequence() >= 0, this::toString);
      }
      if (readAs == FrameKind.COMMAND) {
        for (int i = 0; i < command.valueCount(); i++) {
          assertTrue(Math.abs(command.value(i)) <= Double.MAX_VALUE, this::toString);
        }
        assertTrue(command.epoch() >= 0 && command.sequence() >= 0, this::toString);
        assertTrue(FrameLimits.isName(command.robot()), this::toString);
      }
    }
  }
}
