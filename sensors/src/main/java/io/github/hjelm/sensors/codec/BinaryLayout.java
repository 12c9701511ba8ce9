package io.github.hjelm.sensors.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where each field of the binary format lies; {@code docs/wire.md} is the same in prose. All
 * numbers are little-endian, every field lies at a multiple of its own size from the frame's start.
 */
final class BinaryLayout {

  static final int VERSION = 1;

  // Every frame.
  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 4;
  static final int KIND_AT = 5;
  static final int FLAGS_AT = 6;
  static final int CODE_AT = 7;
  static final int LENGTH_AT = 8;
  static final int VALUE_COUNT_AT = 12;
  static final int ROBOT_LENGTH_AT = 14;
  static final int SECOND_NAME_LENGTH_AT = 15;
  static final int EPOCH_AT = 16;

  // Sensor, command and event frames. In a command the stamp is the answered observation's.
  static final int SEQUENCE_AT = 24;
  static final int STAMP_AT = 32;

  // Command frames.
  static final int OBSERVATION_SEQUENCE_AT = 40;
  static final int ISSUED_AT = 48;
  static final int BUNDLE_VERSION_AT = 56;
  static final int VALID_FOR_US_AT = 64;
  static final int COMMAND_RESERVED_AT = 68;

  // Status frames.
  static final int COMMAND_EPOCH_AT = 24;
  static final int WALL_CLOCK_AT = 32;

  // Event and status frames: the third name is the event's code or the robot's model.
  static final int TEXT_LENGTH_AT = 40;
  static final int THIRD_NAME_LENGTH_AT = 42;
  static final int FOURTH_NAME_LENGTH_AT = 43;
  static final int TEXT_RESERVED_AT = 44;

  static final int FLAG_SIGNED = 1;
  static final int FLAG_FLOAT32 = 2;

  static final int CHECKSUM_BYTES = 4;
  static final int SIGNATURE_BYTES = 16;
  static final int SMALLEST_FRAME_BYTES = FrameKind.SENSOR.headerBytes() + CHECKSUM_BYTES;

  /** What fits the 32 bits of {@link #VALID_FOR_US_AT}: 71 minutes. */
  static final long MAX_VALID_FOR_US = 0xFFFF_FFFFL;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private BinaryLayout() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** The frame's first four bytes, {@code HJLM}; one at a time, since a message may be shorter. */
  static byte magic(int index) {
    return (byte) "HJLM".charAt(index);
  }

  static int u8(byte[] frame, int at) {
    return frame[at] & 0xFF;
  }

  static int u16(byte[] frame, int at) {
    return (short) SHORT.get(frame, at) & 0xFFFF;
  }

  static int i32(byte[] frame, int at) {
    return (int) INT.get(frame, at);
  }

  static long u32(byte[] frame, int at) {
    return i32(frame, at) & 0xFFFF_FFFFL;
  }

  static long i64(byte[] frame, int at) {
    return (long) LONG.get(frame, at);
  }

  static float f32(byte[] frame, int at) {
    return (float) FLOAT.get(frame, at);
  }

  static double f64(byte[] frame, int at) {
    return (double) DOUBLE.get(frame, at);
  }

  static void putU16(byte[] frame, int at, int value) {
    SHORT.set(frame, at, (short) value);
  }

  static void putI32(byte[] frame, int at, int value) {
    INT.set(frame, at, value);
  }

  static void putI64(byte[] frame, int at, long value) {
    LONG.set(frame, at, value);
  }

  static void putF32(byte[] frame, int at, float value) {
    FLOAT.set(frame, at, value);
  }

  static void putF64(byte[] frame, int at, double value) {
    DOUBLE.set(frame, at, value);
  }

  /** The checksum lies at the next multiple of 4 after the text. */
  static int padded(int end) {
    return (end + 3) & ~3;
  }
}
