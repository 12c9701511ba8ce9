package io.github.hjelm.sensors.sim.map;

import java.util.BitSet;

/**
 * How far each point of a lattice is from the nearest of some points: exact squares, in lattice
 * steps (Meijster, Roerdink and Hesselink, 2000). Time grows with the number of points only.
 */
final class SquaredDistances {

  private final int columns;
  private final int rows;
  private final int[] toMemberInColumn;
  private final int[] squares;

  /** Per region of a row, from left to right: which column is nearest, and where it begins. */
  private final int[] nearest;

  private final int[] begins;

  private SquaredDistances(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    toMemberInColumn = new int[columns * rows];
    squares = new int[columns * rows];
    nearest = new int[columns];
    begins = new int[columns];
  }

  /**
   * Row after row.
   *
   * @param members the points to be near to, at least one, numbered row after row
   */
  static int[] of(int columns, int rows, BitSet members) {
    SquaredDistances distances = new SquaredDistances(columns, rows);
    for (int column = 0; column < columns; column++) {
      distances.alongColumn(column, members);
    }
    for (int row = 0; row < rows; row++) {
      distances.alongRow(row * columns);
    }
    return distances.squares;
  }

  private void alongColumn(int column, BitSet members) {
    // Beyond any distance on the lattice, yet its square still fits.
    int distance = columns + rows;
    for (int row = 0; row < rows; row++) {
      int point = row * columns + column;
      distance = members.get(point) ? 0 : Math.min(distance + 1, columns + rows);
      toMemberInColumn[point] = distance;
    }
    for (int row = rows - 2; row >= 0; row--) {
      int point = row * columns + column;
      int below = toMemberInColumn[point + columns] + 1;
      toMemberInColumn[point] = Math.min(toMemberInColumn[point], below);
    }
  }

  private void alongRow(int start) {
    int region = 0;
    nearest[0] = 0;
    begins[0] = 0;
    for (int column = 1; column < columns; column++) {
      while (region >= 0
          && square(start, begins[region], nearest[region])
              > square(start, begins[region], column)) {
        region--;
      }
      if (region < 0) {
        region = 0;
        nearest[0] = column;
      } else {
        int begin = 1 + lastNearerTo(start, nearest[region], column);
        if (begin < columns) {
          region++;
          nearest[region] = column;
          begins[region] = begin;
        }
      }
    }
    for (int column = columns - 1; column >= 0; column--) {
      squares[start + column] = square(start, column, nearest[region]);
      if (column == begins[region]) {
        region--;
      }
    }
  }

  private int square(int start, int column, int source) {
    int along = column - source;
    int across = toMemberInColumn[start + source];
    return along * along + across * across;
  }

  /** The last column that is no farther from a source on the left than from one on the right. */
  private int lastNearerTo(int start, int left, int right) {
    int leftAcross = toMemberInColumn[start + left];
    int rightAcross = toMemberInColumn[start + right];
    int numerator =
        right * right - left * left + rightAcross * rightAcross - leftAcross * leftAcross;
    return Math.floorDiv(numerator, 2 * (right - left));
  }
}
