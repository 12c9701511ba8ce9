package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.SampleOutcome;

/** A policy that says what a test wants, counts how often it is closed, and is not asked after. */
final class WatchedPolicy extends ForwardingSampler {

  volatile boolean failing;
  volatile float constant = Float.NaN;

  /** Whether each candidate says its own number, from 0 on. */
  volatile boolean numbered;

  volatile Runnable whenAsked = () -> {};
  volatile int closed;

  WatchedPolicy(FewStepSampler policy) {
    super(policy);
  }

  @Override
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    assertEquals(0, closed, "asked after it was closed");
    whenAsked.run();
    if (failing) {
      throw new IllegalStateException("the network is gone");
    }
    SampleOutcome outcome = super.sample(observation, noise, actions);
    for (int i = 0; i < actions.length && !Float.isNaN(constant); i++) {
      actions[i] = constant;
    }
    for (int i = 0; i < actions.length && numbered; i++) {
      int candidate = i / chunkSize();
      actions[i] = candidate;
    }
    return outcome;
  }

  @Override
  public void close() {
    int counted = closed + 1;
    closed = counted;
    super.close();
  }
}
