package io.github.hjelm.export.hjb.folder;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Values;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A node's value after the other in NumPy's format, version 1.0: little-endian, C order. */
final class ValueFile {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int HEADER_ALIGNMENT = 64;
  private static final int BUFFER_BYTES = 1 << 20;

  private ValueFile() {}

  static void write(Path file, Grid grid, Values values) throws IOException {
    boolean single = values instanceof Values.Floats;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      buffer.put(header(grid, single));
      for (int node = 0; node < values.size(); node++) {
        if (buffer.remaining() < Double.BYTES) {
          drain(buffer, channel);
        }
        if (single) {
          buffer.putFloat((float) values.get(node));
        } else {
          buffer.putDouble(values.get(node));
        }
      }
      drain(buffer, channel);
      // On the disk before the folder appears under its name.
      channel.force(true);
    }
  }

  private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  static byte[] header(Grid grid, boolean single) {
    StringBuilder text = new StringBuilder("{'descr': '").append(single ? "<f4" : "<f8");
    text.append("', 'fortran_order': False, 'shape': (");
    for (GridAxis axis : grid.axes()) {
      text.append(axis.count()).append(", ");
    }
    text.setLength(text.length() - (grid.dimensions() == 1 ? 1 : 2));
    text.append("), }");
    int before = MAGIC.length + Short.BYTES;
    while ((before + text.length() + 1) % HEADER_ALIGNMENT != 0) {
      text.append(' ');
    }
    text.append('\n');
    return ByteBuffer.allocate(before + text.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) text.length())
        .put(text.toString().getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** Reads what {@link #write} wrote for that grid; any other header is refused. */
  static Values read(Path file, Grid grid) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] singleHeader = header(grid, true);
      ByteBuffer header = ByteBuffer.allocate(singleHeader.length);
      fill(header, channel, file);
      boolean single = Arrays.equals(header.array(), singleHeader);
      if (!single && !Arrays.equals(header.array(), header(grid, false))) {
        throw new IOException(file + " does not hold the values of the axes beside it");
      }
      long expected =
          singleHeader.length + (long) grid.size() * (single ? Float.BYTES : Double.BYTES);
      if (channel.size() != expected) {
        throw new IOException(
            file + " has " + channel.size() + " bytes and should have " + expected);
      }
      Values values =
          single
              ? new Values.Floats(new float[grid.size()])
              : new Values.Doubles(new double[grid.size()]);
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      buffer.limit(0);
      for (int node = 0; node < grid.size(); node++) {
        if (!buffer.hasRemaining()) {
          long left = expected - channel.position();
          buffer.clear().limit((int) Math.min(BUFFER_BYTES, left));
          fill(buffer, channel, file);
        }
        values.set(node, single ? buffer.getFloat() : buffer.getDouble());
      }
      return values;
    }
  }

  private static void fill(ByteBuffer buffer, FileChannel channel, Path file) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException(file + " ends too early");
      }
    }
    buffer.flip();
  }
}
