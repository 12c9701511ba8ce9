package io.github.hjelm.controller.dashboard;

import java.util.List;

/** Something to draw, in the frame of what it belongs to: metres, x to the right, y up. */
public sealed interface Shape {

  /** What a shape stands for; the page chooses colours. */
  enum Role {
    ARENA,
    SOLID,
    GROUND,
    BODY,
    DETAIL,
    GOAL
  }

  Role role();

  record Disc(Role role, double x, double y, double radius) implements Shape {}

  record Box(Role role, double lowerX, double lowerY, double upperX, double upperY)
      implements Shape {}

  /**
   * A line through points, filled where it is closed and a body.
   *
   * @param points x and y by turns
   */
  record Path(Role role, List<Double> points, boolean closed) implements Shape {
    public Path {
      points = List.copyOf(points);
      if (points.size() < 4 || points.size() % 2 != 0) {
        throw new IllegalArgumentException("a path needs pairs of numbers, two at least");
      }
    }
  }

  /**
   * A picture whose opaque pixels are what the role says.
   *
   * @param path on the same server
   */
  record Picture(Role role, String path, double lowerX, double lowerY, double upperX, double upperY)
      implements Shape {}
}
