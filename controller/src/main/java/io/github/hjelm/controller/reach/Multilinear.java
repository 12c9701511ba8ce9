package io.github.hjelm.controller.reach;

import io.github.hjelm.sensors.HotPath;

/**
 * The multilinear interpolant of a cell's corners and its derivatives per cell width.
 *
 * <p>Corners c are in the order of nodes: the last axis is the lowest bit. t are the fractions of
 * the cell that the state is in, each 0 to 1. Axes are taken up from the last to the first: each
 * pair of corners becomes a value on the edge between them, c₀ + t(c₁ - c₀), and a slope c₁ - c₀,
 * which the remaining axes interpolate like a value.
 */
final class Multilinear {

  private Multilinear() {}

  @HotPath
  static double gradient2(double[] c, double[] t, double[] g) {
    double t0 = t[0];
    double t1 = t[1];
    double s0 = c[1] - c[0];
    double s1 = c[3] - c[2];
    double v0 = c[0] + t1 * s0;
    double v1 = c[2] + t1 * s1;
    g[1] = s0 + t0 * (s1 - s0);
    g[0] = v1 - v0;
    return v0 + t0 * (v1 - v0);
  }

  @HotPath
  static double gradient3(double[] c, double[] t, double[] g) {
    double t0 = t[0];
    double t1 = t[1];
    double t2 = t[2];
    double s00 = c[1] - c[0];
    double s01 = c[3] - c[2];
    double s10 = c[5] - c[4];
    double s11 = c[7] - c[6];
    g[2] = square(s00, s01, s10, s11, t0, t1);
    double v00 = c[0] + t2 * s00;
    double v01 = c[2] + t2 * s01;
    double v10 = c[4] + t2 * s10;
    double v11 = c[6] + t2 * s11;
    g[1] = edge(v01 - v00, v11 - v10, t0);
    double v0 = edge(v00, v01, t1);
    double v1 = edge(v10, v11, t1);
    g[0] = v1 - v0;
    return v0 + t0 * (v1 - v0);
  }

  @HotPath
  static double gradient4(double[] c, double[] t, double[] g) {
    double t0 = t[0];
    double t1 = t[1];
    double t2 = t[2];
    double t3 = t[3];
    double s000 = c[1] - c[0];
    double s001 = c[3] - c[2];
    double s010 = c[5] - c[4];
    double s011 = c[7] - c[6];
    double s100 = c[9] - c[8];
    double s101 = c[11] - c[10];
    double s110 = c[13] - c[12];
    double s111 = c[15] - c[14];
    g[3] = edge(square(s000, s001, s010, s011, t1, t2), square(s100, s101, s110, s111, t1, t2), t0);
    double v000 = c[0] + t3 * s000;
    double v001 = c[2] + t3 * s001;
    double v010 = c[4] + t3 * s010;
    double v011 = c[6] + t3 * s011;
    double v100 = c[8] + t3 * s100;
    double v101 = c[10] + t3 * s101;
    double v110 = c[12] + t3 * s110;
    double v111 = c[14] + t3 * s111;
    g[2] = square(v001 - v000, v011 - v010, v101 - v100, v111 - v110, t0, t1);
    double v00 = edge(v000, v001, t2);
    double v01 = edge(v010, v011, t2);
    double v10 = edge(v100, v101, t2);
    double v11 = edge(v110, v111, t2);
    g[1] = edge(v01 - v00, v11 - v10, t0);
    double v0 = edge(v00, v01, t1);
    double v1 = edge(v10, v11, t1);
    g[0] = v1 - v0;
    return v0 + t0 * (v1 - v0);
  }

  /** Any number of axes; overwrites the corners, and slopes, half as many per axis as corners. */
  @HotPath
  static double gradientN(double[] c, double[] t, double[] slopes, double[] g) {
    int dimensions = t.length;
    int room = c.length / 2;
    int left = c.length;
    for (int axis = dimensions - 1; axis >= 0; axis--) {
      left /= 2;
      double ti = t[axis];
      for (int k = 0; k < left; k++) {
        double slope = c[2 * k + 1] - c[2 * k];
        slopes[axis * room + k] = slope;
        c[k] = c[2 * k] + ti * slope;
      }
      for (int done = axis + 1; done < dimensions; done++) {
        int at = done * room;
        for (int k = 0; k < left; k++) {
          slopes[at + k] = edge(slopes[at + 2 * k], slopes[at + 2 * k + 1], ti);
        }
      }
    }
    for (int axis = 0; axis < dimensions; axis++) {
      g[axis] = slopes[axis * room];
    }
    return c[0];
  }

  @HotPath
  static double value2(double[] c, double[] t) {
    return square(c[0], c[1], c[2], c[3], t[0], t[1]);
  }

  @HotPath
  static double value3(double[] c, double[] t) {
    double t1 = t[1];
    double t2 = t[2];
    return edge(
        square(c[0], c[1], c[2], c[3], t1, t2), square(c[4], c[5], c[6], c[7], t1, t2), t[0]);
  }

  @HotPath
  static double value4(double[] c, double[] t) {
    double t2 = t[2];
    double t3 = t[3];
    return square(
        square(c[0], c[1], c[2], c[3], t2, t3),
        square(c[4], c[5], c[6], c[7], t2, t3),
        square(c[8], c[9], c[10], c[11], t2, t3),
        square(c[12], c[13], c[14], c[15], t2, t3),
        t[0],
        t[1]);
  }

  /** Any number of axes; overwrites the corners. */
  @HotPath
  static double valueN(double[] c, double[] t) {
    int left = c.length;
    for (int axis = t.length - 1; axis >= 0; axis--) {
      left /= 2;
      for (int k = 0; k < left; k++) {
        c[k] = edge(c[2 * k], c[2 * k + 1], t[axis]);
      }
    }
    return c[0];
  }

  private static double edge(double c0, double c1, double t) {
    return c0 + t * (c1 - c0);
  }

  private static double square(
      double c00, double c01, double c10, double c11, double t0, double t1) {
    double c0 = edge(c00, c01, t1);
    double c1 = edge(c10, c11, t1);
    return c0 + t0 * (c1 - c0);
  }
}
