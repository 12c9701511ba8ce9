package io.github.hjelm.bench.engine;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SamplerRefusal;

/** A policy in an engine, which is given its memory for each size of call. Closed last. */
@FunctionalInterface
public interface SamplerMaker extends AutoCloseable {

  /**
   * Makes a sampler.
   *
   * @param candidates rows of noise in a call
   * @param observations rows of observations in a call: one for all candidates, or one for each
   */
  FewStepSampler make(int candidates, int observations) throws SamplerRefusal;

  @Override
  default void close() {
    // most hold nothing
  }
}
