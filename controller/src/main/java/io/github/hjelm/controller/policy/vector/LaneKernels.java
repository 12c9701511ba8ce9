package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.sensors.HotPath;

/** Products in vector registers, through the incubating module of Java. */
final class LaneKernels implements Kernels {

  private static final int WIDE = 4;
  private static final int NARROW = 2;

  /** Rows that share the loading of a weight; more need more registers than there are. */
  private static final int ROWS = 4;

  /** AVX2 has sixteen registers, which sixteen sums would fill; AVX-512 and NEON have more. */
  private static final int LANES_OF_FEW_REGISTERS = 8;

  private final int lanes = LaneLoops.lanes();

  @Override
  public int stride(int columns) {
    int step = NARROW * lanes;
    return (columns + step - 1) / step * step;
  }

  @Override
  public Product product(Matrix matrix, int rows) {
    return new Panels(matrix, stride(matrix.outputs()), rows, lanes);
  }

  @Override
  public String words() {
    return "vectors of " + lanes + " floats";
  }

  /** A matrix cut into panels: wide ones where there are registers for them, narrow ones else. */
  private static final class Panels implements Product {

    private final float[] weights;
    private final int inputs;
    private final int columns;
    private final int rows;

    /** Columns of wide panels, from the first on. */
    private final int wideColumns;

    private final int wide;
    private final int narrow;

    Panels(Matrix matrix, int columns, int rows, int lanes) {
      this.columns = columns;
      this.rows = rows;
      inputs = matrix.inputs();
      wide = WIDE * lanes;
      narrow = NARROW * lanes;
      boolean hasRoom = rows < ROWS || lanes != LANES_OF_FEW_REGISTERS;
      wideColumns = hasRoom ? columns / wide * wide : 0;
      weights = new float[inputs * columns];
      int at = 0;
      for (int first = 0; first < columns; ) {
        int width = first < wideColumns ? wide : narrow;
        for (int i = 0; i < inputs; i++) {
          for (int j = first; j < first + width; j++) {
            weights[at++] = j < matrix.outputs() ? matrix.weight(i, j) : 0;
          }
        }
        first += width;
      }
    }

    @Override
    @HotPath
    public void multiply(RowArray x, RowArray addend, RowArray out) {
      int row = 0;
      for (; row + ROWS <= rows; row += ROWS) {
        four(row, x, addend, out);
      }
      for (; row < rows; row++) {
        one(row, x, addend, out);
      }
    }

    private void four(int row, RowArray x, RowArray addend, RowArray out) {
      int j = 0;
      for (; j < wideColumns; j += wide) {
        LaneLoops.fourByFour(
            x.numbers(),
            row * x.stride(),
            x.stride(),
            inputs,
            weights,
            j * inputs,
            addend.numbers(),
            row * addend.stride() + j,
            addend.stride(),
            out.numbers(),
            row * out.stride() + j,
            out.stride());
      }
      for (; j < columns; j += narrow) {
        LaneLoops.fourByTwo(
            x.numbers(),
            row * x.stride(),
            x.stride(),
            inputs,
            weights,
            j * inputs,
            addend.numbers(),
            row * addend.stride() + j,
            addend.stride(),
            out.numbers(),
            row * out.stride() + j,
            out.stride());
      }
    }

    private void one(int row, RowArray x, RowArray addend, RowArray out) {
      int xAt = row * x.stride();
      int addendAt = row * addend.stride();
      int outAt = row * out.stride();
      int j = 0;
      for (; j < wideColumns; j += wide) {
        LaneLoops.oneByFour(
            x.numbers(),
            xAt,
            inputs,
            weights,
            j * inputs,
            addend.numbers(),
            addendAt + j,
            out.numbers(),
            outAt + j);
      }
      for (; j < columns; j += narrow) {
        LaneLoops.oneByTwo(
            x.numbers(),
            xAt,
            inputs,
            weights,
            j * inputs,
            addend.numbers(),
            addendAt + j,
            out.numbers(),
            outAt + j);
      }
    }
  }
}
