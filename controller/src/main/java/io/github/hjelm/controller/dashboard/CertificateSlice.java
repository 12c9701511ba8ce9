package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.safety.ValueField;

/**
 * A certificate's values over two states, the others as they are now. Belongs to the dashboard's
 * thread, and so does the field: a table's own reader is not for sharing.
 */
public final class CertificateSlice {

  private final ValueField field;
  private final Axis x;
  private final Axis y;
  private final double[] at;

  /**
   * One side of the slice.
   *
   * @param state which state varies
   * @param nodes how many values, the ends included
   * @param centred whether {@code lower} and {@code upper} are counted from the state as it is now
   */
  public record Axis(int state, double lower, double upper, int nodes, boolean centred) {

    /** So that a slice stays a short message. */
    public static final int MAX_NODES = 96;

    public Axis {
      if (!(lower < upper) || nodes < 2 || nodes > MAX_NODES || state < 0) {
        throw new IllegalArgumentException(
            "an axis needs a state, a lower end below the upper one, and 2 to 96 nodes");
      }
    }

    double first(double[] state) {
      return centred ? state[this.state] + lower : lower;
    }

    double spacing() {
      return (upper - lower) / (nodes - 1);
    }
  }

  public CertificateSlice(ValueField field, Axis x, Axis y) {
    this.field = field;
    this.x = x;
    this.y = y;
    at = new double[field.dimensions()];
    if (x.state() == y.state() || Math.max(x.state(), y.state()) >= at.length) {
      throw new IllegalArgumentException("a slice needs two different states of the certificate");
    }
  }

  Axis x() {
    return x;
  }

  Axis y() {
    return y;
  }

  /** Writes V row by row, the lowest first; {@link ValueField#OUTSIDE} where nothing is known. */
  void values(double[] state, double[] values) {
    System.arraycopy(state, 0, at, 0, at.length);
    double firstX = x.first(state);
    double firstY = y.first(state);
    for (int row = 0; row < y.nodes(); row++) {
      at[y.state()] = firstY + row * y.spacing();
      for (int column = 0; column < x.nodes(); column++) {
        at[x.state()] = firstX + column * x.spacing();
        values[row * x.nodes() + column] = field.value(at);
      }
    }
  }
}
