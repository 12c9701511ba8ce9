package io.github.hjelm.export.train;

import java.util.List;

/** How the loss went. */
public record LossCurve(List<Point> points) {

  /**
   * The mean over the steps since the point before.
   *
   * @param step how many steps had been made
   */
  public record Point(int step, double loss, double gradientNorm) {}

  public LossCurve {
    points = List.copyOf(points);
  }

  /** The last loss; NaN before there is one. */
  public double last() {
    return points.isEmpty() ? Double.NaN : points.get(points.size() - 1).loss();
  }
}
