package io.github.hjelm.export.hjb.problem;

/**
 * A bound of a state as part of a clearance, so that the safe set ends before the grid does and no
 * control counts on a state that the robot cannot have.
 */
final class StateLimit {

  /** What the middle between two bounds is worth: a wall as far away as this. */
  static final double MIDDLE_M = 2;

  private StateLimit() {}

  /** In metres: zero on a bound, {@link #MIDDLE_M} in the middle, negative outside. */
  static double clearance(double state, double lower, double upper) {
    return MIDDLE_M * Math.min(state - lower, upper - state) / (0.5 * (upper - lower));
  }

  /** The same for bounds on either side of zero. */
  static double clearance(double state, double bound) {
    return clearance(state, -bound, bound);
  }
}
