package io.github.hjelm.bench.jmh;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import java.util.SplittableRandom;

/** Answers at once with what the true policy once answered. */
final class KnownAnswers implements FewStepSampler {

  private final FewStepSampler sampler;
  private final float[] answers;

  KnownAnswers(FewStepSampler sampler) {
    this.sampler = sampler;
    SplittableRandom random = new SplittableRandom(1);
    float[] observation = new float[sampler.observations() * sampler.observationSize()];
    answers = new float[sampler.candidates() * sampler.chunkSize()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = (float) random.nextGaussian();
    }
    if (sampler.sample(observation, answers, answers) != SampleOutcome.SAMPLED) {
      throw new IllegalStateException("the policy does not answer: " + sampler.fault());
    }
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
  public int steps() {
    return sampler.steps();
  }

  @Override
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    System.arraycopy(answers, 0, actions, 0, answers.length);
    return SampleOutcome.SAMPLED;
  }

  @Override
  public String fault() {
    return "";
  }

  @Override
  public void close() {
    sampler.close();
  }
}
