package io.github.hjelm.export.train;

/**
 * How a network is trained: AdamW with warm-up, a cosine down to nothing, clipped gradients and a
 * running average of the weights.
 *
 * @param steps how many gradient steps
 * @param batch rows a step
 * @param peakRate the largest learning rate
 * @param warmUp steps until it is reached
 * @param decay of weights, per step and unit of learning rate
 * @param clip the largest gradient norm
 * @param average how much of the running average is kept in each step, once it has settled
 * @param seed of weights, rows and noise
 */
public record TrainSettings(
    int steps,
    int batch,
    double peakRate,
    int warmUp,
    double decay,
    double clip,
    double average,
    long seed) {

  static final double BETA_1 = 0.9;
  static final double BETA_2 = 0.999;
  static final double EPSILON = 1e-8;

  public TrainSettings {
    // Written so that NaN is refused.
    if (steps < 1
        || batch < 1
        || warmUp < 0
        || !(peakRate > 0)
        || !(decay >= 0)
        || !(clip > 0)
        || !(average >= 0 && average < 1)) {
      throw new IllegalArgumentException(
          "nothing can be trained with steps=%d batch=%d rate=%s warmUp=%d decay=%s clip=%s average=%s"
              .formatted(steps, batch, peakRate, warmUp, decay, clip, average));
    }
  }

  /** What suits small networks on low-dimensional chunks. */
  public static TrainSettings standard(int steps, long seed) {
    return new TrainSettings(steps, 256, 1e-3, Math.min(500, steps / 10), 1e-4, 1, 0.999, seed);
  }

  /** The learning rate of a step, counted from 0. */
  double rate(int step) {
    if (step < warmUp) {
      return peakRate * (step + 1) / warmUp;
    }
    double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return peakRate * 0.5 * (1 + Math.cos(Math.PI * done));
  }

  /** How much of the average is kept in a step: little at first, when weights mean nothing yet. */
  double kept(int step) {
    return Math.min(average, (1.0 + step) / (10.0 + step));
  }

  String description() {
    return "steps=%d batch=%d rate=%s warmUp=%d decay=%s clip=%s average=%s seed=%d"
        .formatted(steps, batch, peakRate, warmUp, decay, clip, average, seed);
  }
}
