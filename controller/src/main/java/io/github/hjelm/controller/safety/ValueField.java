package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/**
 * A value over the states, where more is better: a table or a closed form.
 *
 * <p>Where the field knows nothing (off its grid, at a state that is not a number) the value is
 * {@link #OUTSIDE}, below every other, so that no comparison {@code value >= margin} passes there;
 * NaN is never returned. Implementations allocate nothing. A closed form may be shared by threads;
 * a {@link TableValue} belongs to one.
 */
public interface ValueField extends ClearanceField {

  /** The value of states of which nothing is known. */
  double OUTSIDE = Double.NEGATIVE_INFINITY;

  /** How many states. */
  int dimensions();

  /** V(x), or {@link #OUTSIDE}. */
  @Override
  @HotPath
  double value(double[] x);

  /**
   * V(x) with its gradient; at a kink, the gradient of one of the sides.
   *
   * @param gradient is written unless the value is {@link #OUTSIDE}
   */
  @HotPath
  double valueAndGradient(double[] x, double[] gradient);
}
