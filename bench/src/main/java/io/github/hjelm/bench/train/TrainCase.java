package io.github.hjelm.bench.train;

/**
 * What is trained, by both tools alike: a residual MLP by flow matching.
 *
 * @param observationSize O
 * @param chunkSize D
 * @param width of every hidden layer
 * @param depth how many hidden layers there are
 * @param rows of the table that both learn from
 * @param batch rows a step
 * @param steps that are timed
 * @param untimedSteps before them
 * @param threads each may use
 */
public record TrainCase(
    int observationSize,
    int chunkSize,
    int width,
    int depth,
    int rows,
    int batch,
    int steps,
    int untimedSteps,
    int threads) {

  public TrainCase {
    if (observationSize < 1
        || chunkSize < 1
        || width < 1
        || depth < 1
        || rows < 1
        || batch < 1
        || steps < 1
        || untimedSteps < 0
        || threads < 1) {
      throw new IllegalArgumentException("nothing can be trained so, all has to be positive");
    }
  }

  /** Three layers of 256, 256 rows a step, O = 10, D = 32: a second or two a turn. */
  public static TrainCase standard(int threads) {
    return new TrainCase(10, 32, 256, 3, 20_000, 256, 1000, 100, threads);
  }

  int allSteps() {
    return untimedSteps + steps;
  }

  double samplesPerSecond(double seconds) {
    return (double) steps * batch / seconds;
  }
}
