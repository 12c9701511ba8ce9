package io.github.hjelm.bench.jmh;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import java.util.SplittableRandom;

/** Answers at once with what the true policy once answered. */
final class KnownAnswers extends ForwardingSampler {

  private final float[] answers;

  KnownAnswers(FewStepSampler sampler) {
    super(sampler);
    SplittableRandom random = new SplittableRandom(1);
    float[] observation = new float[sampler.observations() * sampler.observationSize()];
    answers = new float[sampler.candidates() * sampler.chunkSize()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = (float) random.nextGaussian();
    }
    if (super.sample(observation, answers, answers) != SampleOutcome.SAMPLED) {
      throw new IllegalStateException("the policy does not answer: " + super.fault());
    }
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
}
