package io.github.hjelm.controller.recorder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Where each field of a {@code .hjflight} file lies; {@code docs/flight.md} is the same in prose.
 * All numbers are little-endian.
 */
final class FlightLayout {

  /** To be counted up whenever a field or what a loop keeps from cycle to cycle changes. */
  static final int VERSION = 1;

  static final String SUFFIX = ".hjflight";

  // The head of a file. The line ends betray a transfer that "repairs" text.
  private static final byte[] MAGIC = {(byte) 0x89, 'H', 'J', 'F', 'L', 'Y', '\r', '\n'};
  private static final int VERSION_AT = 8;
  static final int HEADER_BYTES = 16;

  // A record: its whole length, its kind, a flag, a small number, its body, its checksum.
  static final int LENGTH_AT = 0;
  static final int KIND_AT = 4;
  static final int FLAG_AT = 5;
  static final int SMALL_AT = 6;
  static final int BODY_AT = 8;
  static final int CHECKSUM_BYTES = 4;
  static final int MIN_RECORD_BYTES = BODY_AT + CHECKSUM_BYTES;
  static final int MAX_RECORD_BYTES = 64 << 20;

  /** Who flew what: JSON. The first record of every file. */
  static final byte IDENTITY = 1;

  /** All that the loop keeps. Flag: why it was written; body: cycle, wall clock, the bytes. */
  static final byte SNAPSHOT = 2;

  /** A message of a sensor. Flag: retained; small: which sensor; body: receipt, payload. */
  static final byte FRAME = 3;

  /** The policy's answer was taken over. Body: float32 each. */
  static final byte ANSWER = 4;

  /** The policy did not answer. Body: why, in ASCII. */
  static final byte NO_ANSWER = 5;

  /** An operator ended a stop. */
  static final byte CLEARED = 6;

  /** A cycle and the command that left. */
  static final byte CYCLE = 7;

  /** Records are missing here. Body: how many. */
  static final byte GAP = 8;

  /** The file was closed. Flag: 1 when another one follows. */
  static final byte END = 9;

  // Why a snapshot was written.
  static final byte AT_START = 0;
  static final byte IN_TURN = 1;
  static final byte AFTER_GAP = 2;
  static final byte TOUCHED_FROM_OUTSIDE = 3;

  static final int SNAPSHOT_HEAD_BYTES = 16;
  static final int FRAME_HEAD_BYTES = 8;

  // The body of a cycle; controls and the command's bytes follow.
  static final int CYCLE_NUMBER_AT = 0;
  static final int CYCLE_NOW_AT = 8;
  static final int CYCLE_STAGES_AT = 16;
  static final int CYCLE_EPOCH_AT = 56;
  static final int CYCLE_SEQUENCE_AT = 64;
  static final int CYCLE_REFUSED_AT = 72;
  static final int CYCLE_VALUE_AT = 80;
  static final int CYCLE_RESERVE_AT = 88;
  static final int CYCLE_PLACE_AT = 96;
  static final int CYCLE_OFFERED_AT = 100;
  static final int CYCLE_VERDICT_AT = 104;
  static final int CYCLE_STOP_AT = 105;
  static final int CYCLE_ASSURANCE_AT = 106;
  static final int CYCLE_RUNG_AT = 107;
  static final int CYCLE_OUTCOME_AT = 108;
  static final int CYCLE_CONTROLS_AT = 112;

  private FlightLayout() {}

  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] header() {
    byte[] header = Arrays.copyOf(MAGIC, HEADER_BYTES);
    littleEndian(header).putInt(VERSION_AT, VERSION);
    return header;
  }

  static boolean hasMagic(byte[] file) {
    return file.length >= HEADER_BYTES
        && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** Whether a file was cut off within its head. */
  static boolean isBegunHeader(byte[] file) {
    int length = Math.min(file.length, MAGIC.length);
    return file.length < HEADER_BYTES && Arrays.equals(file, 0, length, MAGIC, 0, length);
  }

  static int version(byte[] file) {
    return littleEndian(file).getInt(VERSION_AT);
  }

  /** Begins a record in a buffer; its body is written from the buffer's position on. */
  static void begin(ByteBuffer record, byte kind, int flag, int small) {
    record.clear();
    record.putInt(0).put(kind).put((byte) flag).putShort((short) small);
  }

  /** A whole record around a body. */
  static byte[] record(byte kind, int flag, byte[] body) {
    byte[] record = new byte[MIN_RECORD_BYTES + body.length];
    ByteBuffer out = littleEndian(record);
    begin(out, kind, flag, 0);
    out.put(body);
    out.putInt(LENGTH_AT, record.length);
    seal(record, record.length, new CRC32C());
    return record;
  }

  static byte[] record(byte kind, int flag, String text) {
    return record(kind, flag, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the checksum of a record whose length, checksum included, is this. */
  static void seal(byte[] record, int length, CRC32C crc) {
    int end = length - CHECKSUM_BYTES;
    littleEndian(record).putInt(end, checksum(record, 0, end, crc));
  }

  static boolean isWhole(byte[] file, int at, int length) {
    int end = at + length - CHECKSUM_BYTES;
    return littleEndian(file).getInt(end)
        == checksum(file, at, length - CHECKSUM_BYTES, new CRC32C());
  }

  private static int checksum(byte[] bytes, int at, int length, CRC32C crc) {
    crc.reset();
    crc.update(bytes, at, length);
    return (int) crc.getValue();
  }
}
