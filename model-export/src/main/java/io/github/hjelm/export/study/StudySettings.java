package io.github.hjelm.export.study;

import io.github.hjelm.export.network.NetworkChoice;

/**
 * How much work a study is.
 *
 * @param seed of demonstrations, weights, noise and attempts
 * @param frames of demonstrations, at least
 * @param steps gradient steps, the same for every method
 * @param batch rows a step
 * @param rate the largest learning rate
 * @param pairs of noise and chunk that the teacher makes for those that learn from it
 * @param network which one learns
 * @param attempts closed-loop attempts by which a policy is measured
 * @param threads to work on
 */
public record StudySettings(
    long seed,
    int frames,
    int steps,
    int batch,
    double rate,
    int pairs,
    NetworkChoice network,
    int attempts,
    int threads) {

  /** What suits the tasks in the box. */
  public static StudySettings standard(long seed, int threads) {
    return new StudySettings(
        seed, 800_000, 16_000, 256, 4e-3, 200_000, new NetworkChoice("mlp", 256, 3), 1000, threads);
  }
}
