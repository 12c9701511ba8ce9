package io.github.hjelm.export.task;

/**
 * How much a policy answers at a time.
 *
 * @param horizon H: controls in a chunk
 * @param executed how many of them are applied before the next chunk is asked for
 * @param periodS for how long each control is held
 */
public record ChunkShape(int horizon, int executed, double periodS) {

  public ChunkShape {
    if (!(executed >= 1 && executed <= horizon)) {
      throw new IllegalArgumentException(
          "of %d controls, %d cannot be executed".formatted(horizon, executed));
    }
    // Written so that NaN is refused.
    if (!(periodS > 0 && periodS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the period must be positive, but is " + periodS + " s");
    }
  }
}
