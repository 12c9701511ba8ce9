package io.github.hjelm.controller.reach;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What stands before the numbers of a {@code .npy} file.
 *
 * @param shape nodes per axis, the last axis contiguous
 * @param bytes how long the header is, and so where the numbers begin
 */
record NumpyHeader(NumpyType type, List<Integer> shape, int bytes) {

  /** The most a header may take, NumPy's own limit: no table needs a tenth of it. */
  static final int MAX_BYTES = 10_000;

  static final int MAX_AXES = 32;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy begins the numbers at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** NumPy leaves room for the first count to grow to this many digits in place. */
  private static final int GROWTH_DIGITS = 21;

  NumpyHeader {
    shape = List.copyOf(shape);
  }

  /** How many numbers follow. */
  long size() {
    long size = 1;
    for (int count : shape) {
      size *= count;
    }
    return size;
  }

  /** Reads the header at the front of a file. */
  static NumpyHeader parse(ByteBuffer front, String where) throws TableRefusal {
    ByteBuffer bytes = front.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (byte expected : MAGIC) {
      if (!bytes.hasRemaining() || bytes.get() != expected) {
        throw new TableRefusal(where + " is not a .npy file: write it with numpy.save");
      }
    }
    if (bytes.remaining() < 2) {
      throw cut(where);
    }
    int major = bytes.get() & 0xff;
    int minor = bytes.get() & 0xff;
    if ((major != 1 && major != 2) || minor != 0) {
      throw new TableRefusal(
          where
              + " has .npy version "
              + major
              + "."
              + minor
              + ", only 1.0 and 2.0 are read: write it with numpy.save");
    }
    if (bytes.remaining() < (major == 1 ? 2 : 4)) {
      throw cut(where);
    }
    long length = major == 1 ? bytes.getShort() & 0xffffL : bytes.getInt() & 0xffffffffL;
    if (length > MAX_BYTES) {
      throw new TableRefusal(
          where + " has a header of " + length + " bytes, more than " + MAX_BYTES);
    }
    if (bytes.remaining() < length) {
      throw cut(where);
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    String dictionary = new String(text, StandardCharsets.ISO_8859_1);
    return new NumpyDictionary(dictionary, where).header(bytes.position() - front.position());
  }

  /** Writes a header, byte for byte as NumPy 2 does. */
  static byte[] write(NumpyType type, List<Integer> shape) {
    String counts = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String tuple = shape.size() == 1 ? counts + "," : counts;
    String dictionary =
        "{'descr': '" + type.code() + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
    String grown = dictionary + " ".repeat(GROWTH_DIGITS - shape.get(0).toString().length());
    int before = MAGIC.length + 2 + 2;
    int unpadded = before + grown.length() + 1;
    String padded = grown + " ".repeat(ALIGNMENT - unpadded % ALIGNMENT) + "\n";
    ByteBuffer bytes = ByteBuffer.allocate(before + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
    bytes.put(padded.getBytes(StandardCharsets.ISO_8859_1));
    return bytes.array();
  }

  private static TableRefusal cut(String where) {
    return new TableRefusal(where + " ends within its header: copy it again");
  }
}
