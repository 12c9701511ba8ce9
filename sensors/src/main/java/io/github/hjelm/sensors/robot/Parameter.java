package io.github.hjelm.sensors.robot;

/**
 * A number that a robot's model depends on and a user may set.
 *
 * @param name letters, digits and underscores
 * @param value what it is unless somebody sets it
 * @param lower the smallest value that makes sense
 * @param upper the largest value that makes sense
 */
public record Parameter(
    String name, String unit, double value, double lower, double upper, String meaning) {

  public Parameter {
    // Written so that NaN is refused.
    if (!(lower <= value && value <= upper)) {
      throw new IllegalArgumentException(
          name + ": " + value + " is outside [" + lower + ", " + upper + "]");
    }
  }
}
