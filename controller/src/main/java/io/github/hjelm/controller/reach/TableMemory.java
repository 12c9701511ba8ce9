package io.github.hjelm.controller.reach;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * Where the numbers of a table lie. All corners of a cell are fetched by one call, so that only one
 * call per lookup depends on the kind of memory.
 */
sealed interface TableMemory {

  int size();

  double get(int node);

  /** Writes the numbers at {@code base + offsets[k]} for every k below count. */
  void gather(int base, int[] offsets, int count, double[] corners);

  /** On the heap, four bytes a number. */
  final class HeapFloats implements TableMemory {
    private final float[] numbers;

    HeapFloats(float[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public int size() {
      return numbers.length;
    }

    @Override
    public double get(int node) {
      return numbers[node];
    }

    @Override
    public void gather(int base, int[] offsets, int count, double[] corners) {
      for (int k = 0; k < count; k++) {
        corners[k] = numbers[base + offsets[k]];
      }
    }
  }

  /** On the heap, eight bytes a number. */
  final class HeapDoubles implements TableMemory {
    private final double[] numbers;

    HeapDoubles(double[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public int size() {
      return numbers.length;
    }

    @Override
    public double get(int node) {
      return numbers[node];
    }

    @Override
    public void gather(int base, int[] offsets, int count, double[] corners) {
      for (int k = 0; k < count; k++) {
        corners[k] = numbers[base + offsets[k]];
      }
    }
  }

  /** In a file's memory, four bytes a number. */
  final class MappedFloats implements TableMemory {
    private static final int SHIFT = Integer.numberOfTrailingZeros(NumpyArray.PIECE_BYTES / 4);
    private static final int MASK = (1 << SHIFT) - 1;

    private final FloatBuffer[] pieces;
    private final int size;

    MappedFloats(FloatBuffer[] pieces, int size) {
      this.pieces = pieces;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public double get(int node) {
      return pieces[node >>> SHIFT].get(node & MASK);
    }

    @Override
    public void gather(int base, int[] offsets, int count, double[] corners) {
      for (int k = 0; k < count; k++) {
        corners[k] = get(base + offsets[k]);
      }
    }
  }

  /** In a file's memory, eight bytes a number. */
  final class MappedDoubles implements TableMemory {
    private static final int SHIFT = Integer.numberOfTrailingZeros(NumpyArray.PIECE_BYTES / 8);
    private static final int MASK = (1 << SHIFT) - 1;

    private final DoubleBuffer[] pieces;
    private final int size;

    MappedDoubles(DoubleBuffer[] pieces, int size) {
      this.pieces = pieces;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public double get(int node) {
      return pieces[node >>> SHIFT].get(node & MASK);
    }

    @Override
    public void gather(int base, int[] offsets, int count, double[] corners) {
      for (int k = 0; k < count; k++) {
        corners[k] = get(base + offsets[k]);
      }
    }
  }
}
