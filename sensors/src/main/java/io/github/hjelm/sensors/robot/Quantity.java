package io.github.hjelm.sensors.robot;

/**
 * One component of a state, control or disturbance vector: what it is called, its SI unit, and the
 * interval it lives in.
 *
 * @param lower may be negative infinity for a state, never for a control or disturbance
 * @param upper may equal {@code lower}: a disturbance of bound zero is one that never acts
 * @param periodic an angle: {@code lower} and {@code upper} are the same place
 */
public record Quantity(String name, String unit, double lower, double upper, boolean periodic) {

  public Quantity {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a quantity needs a name");
    }
    // Written so that NaN is refused.
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          name + ": lower bound " + lower + " is above upper bound " + upper);
    }
    if (periodic && !(lower < upper && upper - lower < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": a periodic quantity needs finite bounds, one above the other");
    }
  }

  /** A quantity on an interval. */
  public static Quantity bounded(String name, String unit, double lower, double upper) {
    return new Quantity(name, unit, lower, upper, false);
  }

  /** A quantity between minus a bound and the bound. */
  public static Quantity symmetric(String name, String unit, double bound) {
    return new Quantity(name, unit, -bound, bound, false);
  }

  /** A quantity with no natural bound. */
  public static Quantity unbounded(String name, String unit) {
    return new Quantity(name, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
  }

  /** An angle in [-π, π). */
  public static Quantity angle(String name) {
    return new Quantity(name, "rad", -Math.PI, Math.PI, true);
  }

  /** The nearest value inside the bounds; NaN stays NaN and is the caller's to refuse. */
  public double clamp(double value) {
    return Math.min(upper, Math.max(lower, value));
  }

  /**
   * The same place in [lower, upper) for a periodic quantity, the value itself otherwise; what is
   * not finite has no such place and becomes NaN.
   */
  public double wrap(double value) {
    if (!periodic || (value >= lower && value < upper)) {
      return value;
    }
    double period = upper - lower;
    double wrapped = value - period * Math.floor((value - lower) / period);
    // Rounding may land exactly on the excluded end.
    return wrapped >= upper ? lower : wrapped;
  }
}
