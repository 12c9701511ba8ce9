package io.github.hjelm.controller.reach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Reads and writes NumPy's {@code .npy} files: {@code float32} and {@code float64}, little endian,
 * C order, format 1.0 and 2.0. Everything else is refused.
 */
public final class NumpyFile {

  private static final int CHUNK_BYTES = 1 << 20;

  /** Magic, version and length, before the longest header. */
  private static final long PREAMBLE_BYTES = 12;

  private NumpyFile() {}

  /**
   * Maps a file into memory. The file must not be changed while the array is used; replace it by
   * renaming another onto it, as {@link TableFiles} does.
   */
  public static NumpyArray read(Path file) throws TableRefusal {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return map(channel, file.toString());
    } catch (NoSuchFileException e) {
      throw new TableRefusal(file + " does not exist", e);
    } catch (IOException e) {
      throw new TableRefusal(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads an array that is in memory already; {@code where} names it in a refusal. */
  public static NumpyArray parse(byte[] bytes, String where) throws TableRefusal {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    NumpyHeader header = NumpyHeader.parse(all, where);
    requireLength(header, bytes.length, where);
    ByteBuffer numbers = all.slice(header.bytes(), bytes.length - header.bytes());
    return new NumpyArray(header, new ByteBuffer[] {numbers.order(ByteOrder.LITTLE_ENDIAN)});
  }

  /** The bytes of a file, for one that lies within another. */
  public static byte[] bytes(List<Integer> shape, float[] numbers) {
    require(shape, numbers.length);
    byte[] header = NumpyHeader.write(NumpyType.FLOAT32, shape);
    ByteBuffer file = ByteBuffer.allocate(header.length + numbers.length * Float.BYTES);
    file.put(header).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
    return file.array();
  }

  /** Writes a new file and waits until it is on the disk. */
  public static void write(Path file, List<Integer> shape, float[] numbers) throws IOException {
    require(shape, numbers.length);
    ByteBuffer chunk = chunk();
    try (FileChannel channel = create(file)) {
      writeFully(channel, ByteBuffer.wrap(NumpyHeader.write(NumpyType.FLOAT32, shape)));
      for (int at = 0; at < numbers.length; ) {
        int count = Math.min(numbers.length - at, CHUNK_BYTES / Float.BYTES);
        chunk.clear();
        chunk.asFloatBuffer().put(numbers, at, count);
        writeFully(channel, chunk.limit(count * Float.BYTES));
        at += count;
      }
      channel.force(true);
    }
  }

  /** Writes a new file and waits until it is on the disk. */
  public static void write(Path file, List<Integer> shape, double[] numbers) throws IOException {
    require(shape, numbers.length);
    ByteBuffer chunk = chunk();
    try (FileChannel channel = create(file)) {
      writeFully(channel, ByteBuffer.wrap(NumpyHeader.write(NumpyType.FLOAT64, shape)));
      for (int at = 0; at < numbers.length; ) {
        int count = Math.min(numbers.length - at, CHUNK_BYTES / Double.BYTES);
        chunk.clear();
        chunk.asDoubleBuffer().put(numbers, at, count);
        writeFully(channel, chunk.limit(count * Double.BYTES));
        at += count;
      }
      channel.force(true);
    }
  }

  static NumpyArray map(FileChannel channel, String where) throws IOException, TableRefusal {
    long length = channel.size();
    ByteBuffer front =
        ByteBuffer.allocate((int) Math.min(length, NumpyHeader.MAX_BYTES + PREAMBLE_BYTES));
    while (front.hasRemaining() && channel.read(front, front.position()) >= 0) {
      // The position moves on.
    }
    NumpyHeader header = NumpyHeader.parse(front.flip(), where);
    requireLength(header, length, where);
    int count = (int) ((length - header.bytes() - 1) / NumpyArray.PIECE_BYTES) + 1;
    ByteBuffer[] pieces = new ByteBuffer[count];
    for (int i = 0; i < count; i++) {
      long start = header.bytes() + (long) i * NumpyArray.PIECE_BYTES;
      long bytes = Math.min(length - start, NumpyArray.PIECE_BYTES);
      pieces[i] =
          channel.map(FileChannel.MapMode.READ_ONLY, start, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    return new NumpyArray(header, pieces);
  }

  private static void requireLength(NumpyHeader header, long length, String where)
      throws TableRefusal {
    long claimed = header.bytes() + header.size() * header.type().bytes();
    if (claimed != length) {
      throw new TableRefusal(
          where
              + " is "
              + length
              + " bytes long where its header "
              + header.shape()
              + " asks for "
              + claimed
              + ": copy or export it again");
    }
  }

  private static void require(List<Integer> shape, int count) {
    long size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    if (shape.isEmpty() || shape.size() > NumpyHeader.MAX_AXES || size != count) {
      throw new IllegalArgumentException(count + " numbers do not fill the shape " + shape);
    }
  }

  private static ByteBuffer chunk() {
    return ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
