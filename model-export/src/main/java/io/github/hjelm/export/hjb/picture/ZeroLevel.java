package io.github.hjelm.export.hjb.picture;

import java.awt.geom.Path2D;

/** The lines on which a slice is zero, in units of its nodes, by marching squares. */
final class ZeroLevel {

  private static final int[] FIRST = {0, 1, 1, 0};
  private static final int[] SECOND = {0, 0, 1, 1};

  private ZeroLevel() {}

  static Path2D of(TableSlice slice) {
    Path2D lines = new Path2D.Double();
    for (int i = 0; i + 1 < slice.count(0); i++) {
      for (int j = 0; j + 1 < slice.count(1); j++) {
        addCell(slice, i, j, lines);
      }
    }
    return lines;
  }

  private static void addCell(TableSlice slice, int i, int j, Path2D lines) {
    double[] corners = new double[4];
    double sum = 0;
    for (int corner = 0; corner < 4; corner++) {
      corners[corner] = slice.value(i + FIRST[corner], j + SECOND[corner]);
      sum += corners[corner];
    }
    // A corner that is not finite leaves nothing to interpolate.
    if (!Double.isFinite(sum)) {
      return;
    }
    double[][] crossings = new double[4][];
    int found = 0;
    for (int edge = 0; edge < 4; edge++) {
      double from = corners[edge];
      double to = corners[(edge + 1) % 4];
      if (from < 0 != to < 0) {
        double share = from / (from - to);
        int next = (edge + 1) % 4;
        crossings[edge] =
            new double[] {
              i + FIRST[edge] + share * (FIRST[next] - FIRST[edge]),
              j + SECOND[edge] + share * (SECOND[next] - SECOND[edge])
            };
        found++;
      }
    }
    if (found == 2) {
      join(crossings, 0, 4, lines);
    } else if (found == 4) {
      // A saddle: the mean says which pair of opposite corners is connected.
      boolean firstIsConnected = corners[0] < 0 == sum < 0;
      draw(crossings[0], crossings[firstIsConnected ? 1 : 3], lines);
      draw(crossings[2], crossings[firstIsConnected ? 3 : 1], lines);
    }
  }

  private static void join(double[][] crossings, int from, int to, Path2D lines) {
    double[] first = null;
    for (int edge = from; edge < to; edge++) {
      double[] crossing = crossings[edge];
      if (crossing == null) {
        continue;
      }
      if (first != null) {
        draw(first, crossing, lines);
      }
      first = crossing;
    }
  }

  private static void draw(double[] from, double[] to, Path2D lines) {
    lines.moveTo(from[0], from[1]);
    lines.lineTo(to[0], to[1]);
  }
}
