package io.github.hjelm.controller.dashboard;

/**
 * One coordinate of a part as a function of the state: constant + factor · x[state].
 *
 * @param state index of the state, or {@link #NONE}
 */
public record Motion(double constant, int state, double factor) {

  /** The coordinate does not move. */
  public static final int NONE = -1;

  static final Motion STILL = new Motion(0, NONE, 0);

  public static Motion fixed(double value) {
    return new Motion(value, NONE, 0);
  }

  public static Motion of(int state) {
    return new Motion(0, state, 1);
  }

  public static Motion of(int state, double factor) {
    return new Motion(0, state, factor);
  }

  double at(double[] x) {
    return state == NONE ? constant : constant + factor * x[state];
  }
}
