package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;

/** The corners of a box of controls or disturbances; sides of length zero are not doubled. */
public final class BoxVertices {

  /** Beyond six sides a search over corners is no longer a matter of microseconds. */
  private static final int MAX_SIDES = 6;

  private final double[][] vertices;

  private BoxVertices(double[][] vertices) {
    this.vertices = vertices;
  }

  /** The corners of the box that the bounds span. */
  public static BoxVertices of(List<Quantity> sides) {
    return scaled(sides, 1);
  }

  /** The corners of the box, each moved away from the box's centre by a factor. */
  public static BoxVertices scaled(List<Quantity> sides, double factor) {
    long wide = sides.stream().filter(side -> side.lower() < side.upper()).count();
    if (wide > MAX_SIDES) {
      throw new IllegalArgumentException(
          "a box with " + wide + " sides has too many corners to try, the limit is " + MAX_SIDES);
    }
    double[][] vertices = new double[1 << wide][sides.size()];
    int bit = 0;
    for (int j = 0; j < sides.size(); j++) {
      Quantity side = sides.get(j);
      double centre = (side.lower() + side.upper()) / 2;
      double half = factor * (side.upper() - side.lower()) / 2;
      boolean isWide = side.lower() < side.upper();
      for (int k = 0; k < vertices.length; k++) {
        boolean up = isWide && (k >> bit & 1) == 1;
        // An unscaled corner is the bound itself, not a rounding of it.
        double plain = up ? side.upper() : side.lower();
        vertices[k][j] = factor == 1 ? plain : centre + (up ? half : -half);
      }
      bit += isWide ? 1 : 0;
    }
    return new BoxVertices(vertices);
  }

  /** How many corners; at least one. */
  public int count() {
    return vertices.length;
  }

  /** One corner, to be read only. */
  double[] vertex(int index) {
    return vertices[index];
  }

  /** Writes one corner. */
  public void copy(int index, double[] vertex) {
    System.arraycopy(vertices[index], 0, vertex, 0, vertex.length);
  }
}
