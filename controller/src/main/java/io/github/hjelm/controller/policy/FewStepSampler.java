package io.github.hjelm.controller.policy;

import io.github.hjelm.sensors.HotPath;

/**
 * A policy that turns noise into action chunks in few network evaluations, all of them in one call.
 *
 * <p>Everything that crosses this interface is normalised: a {@link Normaliser} of the bundle
 * stands before it and after it. A chunk is one row of {@link #chunkSize()} floats: all controls of
 * the first period, then those of the second.
 *
 * <p>A sampler is made for a fixed number of candidates, so that all its memory is laid out before
 * the first frame. It belongs to one thread at a time and calls nobody back.
 */
public interface FewStepSampler extends AutoCloseable {

  /** O: floats in an observation. */
  int observationSize();

  /** D: floats in a chunk, and in the noise that it is made from. */
  int chunkSize();

  /** K: rows of noise, and of the answer. */
  int candidates();

  /** Rows of observations: 1, which all candidates share, or K, one for each. */
  int observations();

  /** What computes it, when it is made; never {@link PolicyDevice#AUTO}. */
  default PolicyDevice device() {
    return PolicyDevice.CPU;
  }

  /** Network evaluations behind each candidate. */
  int steps();

  /** Whether it bends its answers towards a plan; {@link #guide} says which. */
  default boolean isGuided() {
    return false;
  }

  /**
   * What the samples that follow are to agree with; until somebody says so, nothing. Arrays are
   * read before it returns and never kept.
   *
   * @param prefix {@link #observations()} rows of {@link #chunkSize()}: the plan, normalised;
   *     finite even where it does not count
   * @param weights as many: how much each number of the plan counts, from 0 to 1
   * @throws UnsupportedOperationException when it is not guided
   */
  @HotPath
  default void guide(float[] prefix, float[] weights) {
    throw new UnsupportedOperationException("a sampler without guidance was given a plan");
  }

  /**
   * Samples all candidates. Arrays are read and written before it returns and never kept; the
   * answer may be the array of the noise.
   *
   * @param observation {@link #observations()} rows of {@link #observationSize()}
   * @param noise {@link #candidates()} rows of {@link #chunkSize()}, standard normal
   * @param actions where the candidates are written, as large as the noise; untouched unless {@link
   *     SampleOutcome#SAMPLED}
   */
  @HotPath
  SampleOutcome sample(float[] observation, float[] noise, float[] actions);

  /** What the engine said when a call last failed; empty when none did. Not for the hot path. */
  String fault();

  @Override
  void close();
}
