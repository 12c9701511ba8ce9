package io.github.hjelm.controller.safety;

import java.util.OptionalDouble;

/**
 * How a loop runs.
 *
 * @param periodS how long it holds a control, at most
 * @param oldestS the oldest state that it acts on; as old as its certificate allows when empty, or
 *     one period where there is none
 */
public record LoopTiming(double periodS, OptionalDouble oldestS) {

  public LoopTiming {
    // Written so that NaN is refused.
    if (!(periodS > 0 && periodS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a loop must hold its controls for more than 0 s, but holds them for " + periodS);
    }
    if (oldestS.isPresent()
        && !(oldestS.getAsDouble() >= 0 && oldestS.getAsDouble() < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the oldest state must have an age of at least 0, but it is "
              + oldestS.getAsDouble()
              + " s");
    }
  }

  /** A loop that was told how old a state may be. */
  public LoopTiming(double periodS, double oldestS) {
    this(periodS, OptionalDouble.of(oldestS));
  }

  /** The oldest state that it acts on, with a certificate that allows this. */
  double maxAgeS(double certifiedS) {
    return oldestS.orElse(certifiedS);
  }
}
