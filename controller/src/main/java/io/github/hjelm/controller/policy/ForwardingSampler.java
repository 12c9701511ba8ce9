package io.github.hjelm.controller.policy;

import io.github.hjelm.sensors.HotPath;

/** A sampler that is another one but for what a subclass says otherwise; closes it. */
public abstract class ForwardingSampler implements FewStepSampler {

  private final FewStepSampler sampler;

  protected ForwardingSampler(FewStepSampler sampler) {
    this.sampler = sampler;
  }

  @Override
  public int observationSize() {
    return sampler.observationSize();
  }

  @Override
  public int chunkSize() {
    return sampler.chunkSize();
  }

  @Override
  public int candidates() {
    return sampler.candidates();
  }

  @Override
  public int observations() {
    return sampler.observations();
  }

  @Override
  public PolicyDevice device() {
    return sampler.device();
  }

  @Override
  public int steps() {
    return sampler.steps();
  }

  @Override
  public boolean isGuided() {
    return sampler.isGuided();
  }

  @Override
  @HotPath
  public void guide(float[] prefix, float[] weights) {
    sampler.guide(prefix, weights);
  }

  @Override
  @HotPath
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    return sampler.sample(observation, noise, actions);
  }

  @Override
  public String fault() {
    return sampler.fault();
  }

  @Override
  public void close() {
    sampler.close();
  }
}
