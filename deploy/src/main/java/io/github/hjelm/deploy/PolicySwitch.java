package io.github.hjelm.deploy;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.sensors.time.MonotonicClock;

/** A policy that a visitor may switch off for a while, to see what the controller does then. */
final class PolicySwitch extends ForwardingSampler {

  private final MonotonicClock clock;
  private volatile long offUntilNs;
  private volatile boolean isOff;

  PolicySwitch(FewStepSampler policy, MonotonicClock clock) {
    super(policy);
    this.clock = clock;
  }

  /** Switches it off for so long; any thread. */
  void off(long forNs) {
    offUntilNs = clock.nanoTime() + forNs;
    isOff = true;
  }

  @Override
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    if (isOff && clock.nanoTime() - offUntilNs < 0) {
      return SampleOutcome.FAILED;
    }
    isOff = false;
    return super.sample(observation, noise, actions);
  }

  @Override
  public String fault() {
    return isOff ? "switched off by a visitor" : super.fault();
  }
}
