package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;

/** A policy that says what a test wants, counts how often it is closed, and is not asked after. */
final class WatchedPolicy implements FewStepSampler {

  private final FewStepSampler policy;
  volatile boolean failing;
  volatile float constant = Float.NaN;
  volatile Runnable whenAsked = () -> {};
  volatile int closed;

  WatchedPolicy(FewStepSampler policy) {
    this.policy = policy;
  }

  @Override
  public int observationSize() {
    return policy.observationSize();
  }

  @Override
  public int chunkSize() {
    return policy.chunkSize();
  }

  @Override
  public int candidates() {
    return policy.candidates();
  }

  @Override
  public int observations() {
    return policy.observations();
  }

  @Override
  public int steps() {
    return policy.steps();
  }

  @Override
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    assertEquals(0, closed, "asked after it was closed");
    whenAsked.run();
    if (failing) {
      throw new IllegalStateException("the network is gone");
    }
    SampleOutcome outcome = policy.sample(observation, noise, actions);
    for (int i = 0; i < actions.length && !Float.isNaN(constant); i++) {
      actions[i] = constant;
    }
    return outcome;
  }

  @Override
  public String fault() {
    return policy.fault();
  }

  @Override
  public void close() {
    int counted = closed + 1;
    closed = counted;
    policy.close();
  }
}
