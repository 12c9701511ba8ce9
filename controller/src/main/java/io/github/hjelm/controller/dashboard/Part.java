package io.github.hjelm.controller.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shapes that move together, and what hangs on them.
 *
 * @param turn in rad, counter-clockwise
 * @param tip the point, in this part's frame, that leaves the trail and that plans are drawn for
 */
public record Part(
    Motion x, Motion y, Motion turn, List<Shape> shapes, List<Part> parts, @Nullable Point tip) {

  /** A point in the frame of a part. */
  public record Point(double x, double y) {
    static final Point ORIGIN = new Point(0, 0);
  }

  public Part {
    shapes = List.copyOf(shapes);
    parts = List.copyOf(parts);
  }
}
