package io.github.hjelm.export.hjb.upwind;

/** What is assumed beyond the end of a non-periodic axis (theory 01.3). */
public enum Boundary {
  /** The straight line through the two outermost nodes. */
  LINEAR,
  /**
   * A line of that slope, turned so that it leads away from zero: the sign at the edge holds beyond
   * it, so that no set {V < 0} enters the grid from outside. The level-set tools' default.
   */
  AWAY_FROM_ZERO;

  /** Writes the row that lies {@code steps} beyond the edge. */
  public void extrapolate(double[] edge, double[] inner, int steps, double[] beyond) {
    for (int i = 0; i < beyond.length; i++) {
      beyond[i] = extrapolate(edge[i], inner[i], steps);
    }
  }

  /** The value that lies {@code steps} beyond the edge. */
  public double extrapolate(double edge, double inner, int steps) {
    double slope = edge - inner;
    return edge + steps * (this == LINEAR ? slope : Math.signum(edge) * Math.abs(slope));
  }
}
