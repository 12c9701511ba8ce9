package io.github.hjelm.sensors.record;

import java.util.zip.CRC32C;

/**
 * Where each field of a {@code .hjrec} file lies; {@code docs/recording.md} is the same in prose.
 * All numbers are little-endian.
 */
final class RecordingLayout {

  static final int VERSION = 1;

  // The file's header. The line ends betray a transfer that "repairs" text.
  private static final byte[] MAGIC = {(byte) 0x89, 'H', 'J', 'R', 'E', 'C', '\r', '\n'};
  static final int VERSION_AT = 8;
  static final int WALL_CLOCK_AT = 16;
  private static final int HEADER_CHECKSUM_AT = 28;
  static final int HEADER_BYTES = 32;

  // A record; topic, payload and checksum follow.
  static final int LENGTH_AT = 0;
  static final int KIND_AT = 4;
  private static final int RESERVED_AT = 5;
  static final int TOPIC_LENGTH_AT = 6;
  static final int OFFSET_AT = 8;
  static final int TOPIC_AT = 16;
  static final int CHECKSUM_BYTES = 4;

  static final int MESSAGE = 1;
  static final int RETAINED_MESSAGE = 2;
  static final int GAP = 3;
  static final int END = 4;

  static final int GAP_PAYLOAD_BYTES = 8;
  static final int END_PAYLOAD_BYTES = 16;

  static final int MAX_TOPIC_BYTES = 0xFFFF;
  static final int MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;
  static final int MIN_RECORD_BYTES = TOPIC_AT + CHECKSUM_BYTES;
  static final int MAX_RECORD_BYTES = MIN_RECORD_BYTES + MAX_TOPIC_BYTES + MAX_PAYLOAD_BYTES;

  private RecordingLayout() {}

  static byte[] header(long wallClockMs) {
    byte[] header = new byte[HEADER_BYTES];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    putU16(header, VERSION_AT, VERSION);
    putI64(header, WALL_CLOCK_AT, wallClockMs);
    putI32(header, HEADER_CHECKSUM_AT, checksum(new CRC32C(), header, HEADER_CHECKSUM_AT));
    return header;
  }

  static boolean hasMagic(byte[] header) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (header[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean headerIsWhole(byte[] header) {
    int expected = checksum(new CRC32C(), header, HEADER_CHECKSUM_AT);
    return i32(header, HEADER_CHECKSUM_AT) == expected;
  }

  /** Writes the fixed part; topic and payload are the caller's, {@link #seal} comes last. */
  static void begin(byte[] record, int kind, int topicLength, long offsetNs) {
    record[KIND_AT] = (byte) kind;
    record[RESERVED_AT] = 0;
    putU16(record, TOPIC_LENGTH_AT, topicLength);
    putI64(record, OFFSET_AT, offsetNs);
  }

  /** Writes length and checksum of a record whose content ends here; returns its whole length. */
  static int seal(byte[] record, int contentEnd, CRC32C crc) {
    int length = contentEnd + CHECKSUM_BYTES;
    putI32(record, LENGTH_AT, length);
    putI32(record, contentEnd, checksum(crc, record, contentEnd));
    return length;
  }

  /** Whether a record of this length is what was written: checksum and every field. */
  static boolean isWhole(byte[] record, int length, CRC32C crc) {
    int contentEnd = length - CHECKSUM_BYTES;
    if (i32(record, contentEnd) != checksum(crc, record, contentEnd)) {
      return false;
    }
    int topicLength = u16(record, TOPIC_LENGTH_AT);
    int payloadLength = contentEnd - TOPIC_AT - topicLength;
    if (record[RESERVED_AT] != 0) {
      return false;
    }
    return switch (record[KIND_AT]) {
      case MESSAGE, RETAINED_MESSAGE -> topicLength > 0 && payloadLength >= 0;
      case GAP -> topicLength == 0 && payloadLength == GAP_PAYLOAD_BYTES;
      case END -> topicLength == 0 && payloadLength == END_PAYLOAD_BYTES;
      default -> false;
    };
  }

  static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  static int i32(byte[] bytes, int at) {
    return u16(bytes, at) | u16(bytes, at + 2) << 16;
  }

  static long i64(byte[] bytes, int at) {
    return (i32(bytes, at) & 0xFFFF_FFFFL) | (long) i32(bytes, at + 4) << 32;
  }

  static void putU16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
  }

  static void putI32(byte[] bytes, int at, int value) {
    putU16(bytes, at, value);
    putU16(bytes, at + 2, value >> 16);
  }

  static void putI64(byte[] bytes, int at, long value) {
    putI32(bytes, at, (int) value);
    putI32(bytes, at + 4, (int) (value >> 32));
  }

  private static int checksum(CRC32C crc, byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
