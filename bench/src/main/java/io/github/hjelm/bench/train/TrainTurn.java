package io.github.hjelm.bench.train;

/**
 * One training.
 *
 * @param seconds that the timed steps took
 * @param firstLoss the mean over the first tenth of all steps
 * @param loss the mean over the last tenth
 */
public record TrainTurn(double seconds, double firstLoss, double loss) {

  public TrainTurn {
    // Written so that NaN is refused.
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("no training takes %s s".formatted(seconds));
    }
  }

  boolean learnt() {
    return loss < firstLoss;
  }
}
