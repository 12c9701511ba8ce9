package io.github.hjelm.export.hjb.upwind;

/**
 * The last few rows, oldest first; the newest takes the oldest one's place. Owned by one thread.
 */
final class Ring {

  private final double[][] rows;
  private int first;

  Ring(int rows, int width) {
    this.rows = new double[rows][width];
  }

  int size() {
    return rows.length;
  }

  /** Number 0 is the oldest. */
  double[] get(int number) {
    int at = first + number;
    return rows[at < rows.length ? at : at - rows.length];
  }

  /** The oldest becomes the newest, to be written. */
  double[] next() {
    double[] row = rows[first];
    first = first + 1 < rows.length ? first + 1 : 0;
    return row;
  }
}
