package io.github.hjelm.controller.reach;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a {@code .npy} file, still in the file's memory.
 *
 * <p>One buffer spans at most 2 GiB, so a longer file comes in pieces of {@link #PIECE_BYTES}.
 */
public final class NumpyArray {

  /** A power of two, so that a number's piece is a shift. */
  static final int PIECE_BYTES = 1 << 30;

  private final NumpyHeader header;
  private final ByteBuffer[] pieces;
  private final TableMemory memory;

  NumpyArray(NumpyHeader header, ByteBuffer[] pieces) {
    this.header = header;
    this.pieces = pieces;
    this.memory = memory(header, pieces);
  }

  public NumpyType type() {
    return header.type();
  }

  /** Numbers per axis; the last axis is contiguous. */
  public List<Integer> shape() {
    return header.shape();
  }

  public int size() {
    return (int) header.size();
  }

  /** One number, in the order of the file. */
  public double get(int index) {
    return memory.get(index);
  }

  /** A copy on the heap; numbers of 64 bits are rounded. */
  public float[] floats() {
    float[] copy = new float[size()];
    int at = 0;
    for (ByteBuffer piece : pieces) {
      if (header.type() == NumpyType.FLOAT32) {
        FloatBuffer numbers = piece.asFloatBuffer();
        int count = numbers.remaining();
        numbers.get(copy, at, count);
        at += count;
      } else {
        DoubleBuffer numbers = piece.asDoubleBuffer();
        while (numbers.hasRemaining()) {
          copy[at++] = (float) numbers.get();
        }
      }
    }
    return copy;
  }

  /** A copy on the heap. */
  public double[] doubles() {
    double[] copy = new double[size()];
    int at = 0;
    for (ByteBuffer piece : pieces) {
      if (header.type() == NumpyType.FLOAT64) {
        DoubleBuffer numbers = piece.asDoubleBuffer();
        int count = numbers.remaining();
        numbers.get(copy, at, count);
        at += count;
      } else {
        FloatBuffer numbers = piece.asFloatBuffer();
        while (numbers.hasRemaining()) {
          copy[at++] = numbers.get();
        }
      }
    }
    return copy;
  }

  TableMemory memory() {
    return memory;
  }

  private static TableMemory memory(NumpyHeader header, ByteBuffer[] pieces) {
    int size = (int) header.size();
    return switch (header.type()) {
      case FLOAT32 ->
          new TableMemory.MappedFloats(
              Arrays.stream(pieces).map(ByteBuffer::asFloatBuffer).toArray(FloatBuffer[]::new),
              size);
      case FLOAT64 ->
          new TableMemory.MappedDoubles(
              Arrays.stream(pieces).map(ByteBuffer::asDoubleBuffer).toArray(DoubleBuffer[]::new),
              size);
    };
  }
}
