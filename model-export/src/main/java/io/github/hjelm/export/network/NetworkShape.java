package io.github.hjelm.export.network;

/**
 * What a network is fed and what it answers.
 *
 * @param observationSize O
 * @param horizon H: steps of a chunk
 * @param actionSize U: controls of a step
 * @param seesSample whether it is fed a chunk, noisy or not
 * @param times how many times or noise levels it is told
 * @param outputsPerControl 1, or 2 where it answers a mean and a spread
 */
public record NetworkShape(
    int observationSize,
    int horizon,
    int actionSize,
    boolean seesSample,
    int times,
    int outputsPerControl) {

  public NetworkShape {
    if (observationSize < 1
        || horizon < 1
        || actionSize < 1
        || times < 0
        || outputsPerControl < 1) {
      throw new IllegalArgumentException(
          "a network cannot have the shape O=%d H=%d U=%d times=%d outputs=%d"
              .formatted(observationSize, horizon, actionSize, times, outputsPerControl));
    }
  }

  /** D = H·U. */
  public int chunkSize() {
    return horizon * actionSize;
  }

  /** Numbers that it answers. */
  public int outputSize() {
    return chunkSize() * outputsPerControl;
  }
}
