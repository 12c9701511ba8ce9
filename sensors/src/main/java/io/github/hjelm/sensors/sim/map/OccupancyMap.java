package io.github.hjelm.sensors.sim.map;

import io.github.hjelm.sensors.HotPath;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Square cells, each free or solid; what is outside of them is solid too.
 *
 * <p>The corners of cells know their exact distance d to the nearest solid point. Between them, in
 * a free cell of side r with weights w of bilinear interpolation at shares a and b of its sides,
 *
 * <p>clearance = max( √(Σ w d² - r²(a(1-a) + b(1-b))), r min(a, 1-a, b, 1-b) ).
 *
 * <p>Both are lower bounds of the distance. The first because d² - |x|² is a minimum of functions
 * that are linear in x, hence concave, hence nowhere below its interpolation; it is exact where one
 * point is nearest and r²/8d too small at most beside a straight wall; anywhere it is less than r
 * too small. The second because the cell itself is free. In a solid cell the value is minus the
 * interpolated depth, zero on its rim only.
 */
public final class OccupancyMap implements FreeSpace {

  private final String name;
  private final int columns;
  private final int rows;
  private final double sideM;
  private final double originXM;
  private final double originYM;
  private final double cos;
  private final double sin;
  private final BitSet free;

  /** At each corner of a cell, in sides squared; negative in solid space. */
  private final int[] squares;

  /** Where the lower left corner of the lowest left cell lies, and how the grid is turned there. */
  public record Origin(double xM, double yM, double yawRad) {}

  /**
   * Makes a map.
   *
   * @param sideM of a cell
   * @param free the free cells, numbered from the lower left one, row after row; at least one
   */
  OccupancyMap(String name, int columns, int rows, double sideM, Origin origin, BitSet free) {
    this.name = name;
    this.columns = columns;
    this.rows = rows;
    this.sideM = sideM;
    originXM = origin.xM();
    originYM = origin.yM();
    cos = Math.cos(origin.yawRad());
    sin = Math.sin(origin.yawRad());
    this.free = (BitSet) free.clone();
    squares = signedSquares();
  }

  private int[] signedSquares() {
    int across = columns + 1;
    BitSet solidCorners = new BitSet();
    BitSet freeCorners = new BitSet();
    for (int row = -1; row <= rows; row++) {
      for (int column = -1; column <= columns; column++) {
        BitSet corners = isFree(column, row) ? freeCorners : solidCorners;
        for (int y = Math.max(0, row); y <= Math.min(rows, row + 1); y++) {
          corners.set(
              y * across + Math.max(0, column), y * across + Math.min(columns, column + 1) + 1);
        }
      }
    }
    int[] signed = SquaredDistances.of(across, rows + 1, solidCorners);
    int[] depth = SquaredDistances.of(across, rows + 1, freeCorners);
    for (int corner = 0; corner < signed.length; corner++) {
      signed[corner] -= depth[corner];
    }
    return signed;
  }

  @HotPath
  private boolean isFree(int column, int row) {
    return column >= 0
        && column < columns
        && row >= 0
        && row < rows
        && free.get(row * columns + column);
  }

  @Override
  public String name() {
    return name;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  /** The side of a cell. */
  public double sideM() {
    return sideM;
  }

  @Override
  public Extent extent() {
    double acrossM = columns * sideM;
    double upM = rows * sideM;
    double[] x = {0, cos * acrossM, -sin * upM, cos * acrossM - sin * upM};
    double[] y = {0, sin * acrossM, cos * upM, sin * acrossM + cos * upM};
    Arrays.sort(x);
    Arrays.sort(y);
    return new Extent(originXM + x[0], originYM + y[0], originXM + x[3], originYM + y[3]);
  }

  @Override
  @HotPath
  public double signedDistance(double xM, double yM) {
    double dx = (xM - originXM) / sideM;
    double dy = (yM - originYM) / sideM;
    double u = cos * dx + sin * dy;
    double v = cos * dy - sin * dx;
    if (Double.isNaN(u) || Double.isNaN(v)) {
      return Double.NaN;
    }
    double insideU = Math.max(0, Math.min(columns, u));
    double insideV = Math.max(0, Math.min(rows, v));
    double inside = inside(insideU, insideV);
    if (insideU == u && insideV == v) {
      return sideM * inside;
    }
    return sideM * (Math.min(0, inside) - Math.hypot(u - insideU, v - insideV));
  }

  /** In sides of a cell, counted from the lower left corner. */
  @HotPath
  private double inside(double u, double v) {
    int column = Math.min((int) u, columns - 1);
    int row = Math.min((int) v, rows - 1);
    double a = u - column;
    double b = v - row;
    int corner = row * (columns + 1) + column;
    int above = corner + columns + 1;
    double toRim = Math.min(Math.min(a, 1 - a), Math.min(b, 1 - b));
    if (isFree(column, row)) {
      double mean =
          mean(a, b, squares[corner], squares[corner + 1], squares[above], squares[above + 1]);
      double square = mean - a * (1 - a) - b * (1 - b);
      return Math.max(Math.sqrt(Math.max(0, square)), toRim);
    }
    double depth = mean(a, b, depth(corner), depth(corner + 1), depth(above), depth(above + 1));
    return -Math.max(depth, toRim);
  }

  @HotPath
  private double depth(int corner) {
    return Math.sqrt(-squares[corner]);
  }

  @HotPath
  private static double mean(
      double a, double b, double left, double right, double aboveLeft, double aboveRight) {
    double below = (1 - a) * left + a * right;
    double above = (1 - a) * aboveLeft + a * aboveRight;
    return (1 - b) * below + b * above;
  }
}
